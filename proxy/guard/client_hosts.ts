import { addressHost, looksLikeHost, namesNoHost, urlHosts } from "./hosts.ts";
import { devTcp } from "./judge_code.ts";
import { FILE_OPTIONS, HOST_OPTIONS } from "./programs.ts";

/** The addresses among the words of a command whose program is no carrier. */
export function clientHosts(words: readonly string[]): readonly string[] {
  const isLogin = words.includes("login");
  return words.slice(1).flatMap((word, i) =>
    hostsOf(word, { before: words[i]!, isLogin })
  );
}

function hostsOf(
  word: string,
  { before, isLogin }: { readonly before: string; readonly isLogin: boolean },
): readonly string[] {
  if (namesNoHost(word)) return [];
  const value = /^--?[\w-]+=(.*)$/s.exec(word);
  if (value !== null) {
    const option = word.slice(0, word.indexOf("="));
    return hostsOf(value[1]!, { before: option, isLogin });
  }
  const hosts = [...urlHosts(word), ...devTcp(word)];
  if (hosts.length > 0) return hosts;
  if (word.startsWith("-")) {
    const attached = /^-h([\w.-]*\.[\w.-]+)$/.exec(word)?.[1];
    return attached === undefined ? [] : [attached];
  }
  const remote = /^[^\s@:/]+@([^\s@:/]+):/.exec(word)?.[1];
  if (remote !== undefined) return [remote];
  if (HOST_OPTIONS.test(before) && !/[\s,=\uE000\uE002]/.test(word)) {
    return [addressHost(word)];
  }
  const plain = isLogin
    ? /\./.test(word) && !/[@\s]/.test(word)
    : looksLikeHost(word) && !FILE_OPTIONS.test(before);
  return plain ? [addressHost(word)] : [];
}
