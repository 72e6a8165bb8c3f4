import { looksLikeHost, urlHosts } from "./hosts.ts";
import type { IsAllowed } from "./hosts.ts";
import { UNKNOWN } from "./marks.ts";

/** Names by which programs reach a network. */
const NETWORK =
  /\b(?:urllib\w*|urlopen|requests|httpx|aiohttp|http|https|httplib|socket|sockets?|getaddrinfo|gethostbyname|resolve[46]?|dns|smtplib|ftplib|telnetlib|paramiko|websockets?|fetch|axios|got|undici|XMLHttpRequest|WebSocket|EventSource|sendBeacon|createConnection|Net::HTTP|TCPSocket|UDPSocket|open-uri|LWP|IO::Socket\w*|HTTP::Tiny|fsockopen|stream_socket_client|curl_\w+|file_get_contents|WebClient|WebRequest|HttpClient|TcpClient|Invoke-\w+|iwr|irm)\b/i;

/** Ways to run, or to put together, what stands nowhere in the text. */
const HIDDEN =
  /\b(?:b64decode|b32decode|a85decode|unhexlify|fromhex|codecs|atob|fromCharCode|chr\(|pack\(|decode_base64|Base64|base64_decode|str_rot13|gzinflate|marshal|__import__|importlib|eval\(|exec\(|compile\(|Function\()/;

/** Ways to run a command. */
const RUNS =
  /\b(?:os\.(?:system|popen|exec\w*|spawn\w*)|subprocess|pty\.spawn|child_process|execSync|spawnSync|Deno\.Command|Bun\.spawn|shell_exec|passthru|proc_open|system|popen|backtick|qx|IO\.popen|Open3|do shell script)\b|`/;

const LITERAL =
  /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;

/**
 * The host to which a program's text may carry what it holds, if that is one
 * to which nothing may go; {@link UNKNOWN} if it cannot be told.
 */
export function judgeCode(
  text: string,
  { isAllowed, judgeShell }: {
    readonly isAllowed: IsAllowed;
    readonly judgeShell: (text: string) => string | undefined;
  },
): string | undefined {
  const literals = [...text.matchAll(LITERAL)]
    .map((found) => found[1] ?? found[2] ?? found[3]!);
  const hosts = [
    ...urlHosts(text),
    ...literals.filter(looksLikeHost).map((word) =>
      word.replace(/[:/].*/s, "")
    ),
    ...devTcp(text),
  ];
  const bad = hosts.find((host) => !isAllowed(host));
  if (bad !== undefined) return bad;
  if (RUNS.test(text)) {
    if (HIDDEN.test(text)) return UNKNOWN;
    for (const one of [...literals, literals.join(" ")]) {
      const found = judgeShell(one);
      if (found !== undefined) return found;
    }
  }
  if (!NETWORK.test(text)) return undefined;
  return hosts.length === 0 || HIDDEN.test(text) ? UNKNOWN : undefined;
}

/** Hosts that bash and gawk reach by the name of a file. */
export function devTcp(text: string): readonly string[] {
  return [
    ...text.matchAll(
      /\/(?:dev|inet[46]?)\/(?:tcp|udp)\/(?:\d+\/)?([^/\s"']*)/g,
    ),
  ]
    .map((found) => found[1]!);
}
