import { addressHost, type IsAllowed, namesNoHost } from "./hosts.ts";
import { UNKNOWN } from "./marks.ts";
import {
  CARRIER_OPTIONS,
  type CarrierOptions,
  ELSEWHERE,
  SHELL_PARAMETERS,
} from "./carrier_options.ts";
import { CALLERS, COPIERS } from "./programs.ts";

/**
 * Where a program that carries things would carry them, as far as nothing may
 * go there: each of its addresses must be known and allowed.
 */
export function judgeCarrier(
  program: string,
  args: readonly string[],
  isAllowed: IsAllowed,
): string | undefined {
  const options = optionsOf(program);
  let hasCalled = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    const option = readOption(word, options);
    let address: string | undefined = word;
    switch (option?.kind) {
      case "elsewhere":
        return UNKNOWN;
      case "data":
        at += option.isNext ? 1 : 0;
        continue;
      case "flag":
        continue;
      case "address":
        address = option.isNext ? args[++at] : option.value;
        break;
      case undefined:
        if (hasCalled) continue;
        hasCalled = CALLERS.has(program) && !/^[A-Z]+$/.test(word);
    }
    const host = address && hostFor(program, address);
    if (host === undefined || host === "" && address === "") continue;
    if (!isAllowed(host)) return host.includes(UNKNOWN) ? UNKNOWN : host;
  }
  return undefined;
}

type Option =
  | { readonly kind: "elsewhere" | "flag" }
  | { readonly kind: "data"; readonly isNext: boolean }
  | {
    readonly kind: "address";
    readonly isNext: boolean;
    readonly value: string;
  };

const FLAG: Option = { kind: "flag" };
const ELSE: Option = { kind: "elsewhere" };

function optionsOf(program: string): CarrierOptions | undefined {
  const known = /^n(?:c|cat|etcat)$/.test(program) ? "nc" : program;
  return Object.hasOwn(CARRIER_OPTIONS, known)
    ? CARRIER_OPTIONS[known]
    : undefined;
}

/** What an argument is, if it is no address by itself. */
function readOption(
  word: string,
  options: CarrierOptions | undefined,
): Option | undefined {
  if (/^--[a-z]/i.test(word)) return readLong(word, options);
  if (!/^-[a-z0-9]/i.test(word)) return undefined;
  if (SHELL_PARAMETERS.test(word)) return { kind: "data", isNext: true };
  if (options !== undefined) return readShort(word, options);
  return /[.:]/.test(word)
    ? { kind: "address", isNext: false, value: word.slice(2) }
    : FLAG;
}

function readLong(word: string, options: CarrierOptions | undefined): Option {
  const [, name, value] = /^(--[^=]*)(?:=(.*))?$/s.exec(word)!;
  if (ELSEWHERE.test(name!)) return ELSE;
  if (options?.longData.test(name!)) {
    return { kind: "data", isNext: value === undefined };
  }
  // Of any other, the next word is judged as an address.
  return value === undefined || /^\d*$/.test(value)
    ? FLAG
    : { kind: "address", isNext: false, value };
}

/** Letters in one word: the first that takes a value takes the rest of it, or the next. */
function readShort(word: string, options: CarrierOptions): Option {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at]!;
    const value = word.slice(at + 1);
    const isNext = value === "";
    if (options.list.includes(letter)) return ELSE;
    if (options.data.includes(letter)) return { kind: "data", isNext };
    if (options.address.includes(letter)) {
      return { kind: "address", isNext, value };
    }
  }
  return FLAG;
}

/** The host of an argument; `undefined` if it is none. */
function hostFor(program: string, word: string): string | undefined {
  if (word === "" || word === "-" || namesNoHost(word)) return undefined;
  if (/^\d{1,5}(?:-\d{1,5})?$/.test(word) && Number.parseInt(word) <= 65535) {
    return undefined;
  }
  if (COPIERS.has(program)) return remoteHost(word);
  switch (program) {
    case "dig":
    case "drill":
    case "kdig":
    case "host":
    case "nslookup":
    case "delv":
      if (/^(?:\+\S+|[A-Z]{1,10})$/.test(word)) return undefined;
      return addressHost(word.replace(/^@/, ""));
    case "http":
    case "https":
    case "httpie":
    case "xh":
    case "xhs":
      return /^[A-Z]+$/.test(word) ? undefined : addressHost(word);
    case "socat":
      return socatHost(word);
    case "mail":
    case "mailx":
    case "mutt":
    case "sendmail":
    case "swaks":
    case "msmtp":
      return word.includes("@") || word.includes(UNKNOWN)
        ? word.slice(word.lastIndexOf("@") + 1).replace(/>$/, "")
        : undefined;
    case "certutil":
    case "bitsadmin":
    case "invoke-webrequest":
      return word.startsWith("/") || word.startsWith("-")
        ? undefined
        : addressHost(word);
  }
  return addressHost(word);
}

/** `user@host:path` and `host::module`; anything else is a file. */
function remoteHost(word: string): string | undefined {
  if (word.includes("://")) return addressHost(word);
  const found = /^([^/]*?):/s.exec(word);
  if (found === null) return word.startsWith(UNKNOWN) ? word : undefined;
  return found[1]!.slice(found[1]!.lastIndexOf("@") + 1);
}

const SOCAT = /^(?:tcp|udp|openssl|ssl|dtls|sctp|socks|proxy)[^:]*:([^:,]+)/i;

function socatHost(word: string): string | undefined {
  if (/^(?:exec|system|shell):/i.test(word)) return UNKNOWN;
  return SOCAT.exec(word)?.[1] ??
    (word.includes(UNKNOWN) ? UNKNOWN : undefined);
}
