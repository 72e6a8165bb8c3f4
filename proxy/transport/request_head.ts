import { type Authority, parseAuthority } from "./authority.ts";

/** The most bytes a connection may send before its request line and fields end. */
export const MAX_HEAD_BYTES = 65_536;

/** What the first bytes of a connection to the proxy ask for. */
export type Head =
  | { readonly kind: "incomplete" }
  | { readonly kind: "malformed"; readonly why: string }
  /** `CONNECT host:port`; what follows byte `length` belongs to the tunnel. */
  | {
    readonly kind: "connect";
    readonly authority: Authority & { readonly port: number };
    readonly via: string | null;
    readonly length: number;
  }
  /** `POST /anthropic/…`: base-URL mode. */
  | { readonly kind: "origin" }
  /** `GET http://…`: a plain-text proxy request. */
  | { readonly kind: "absolute" };

const LINE =
  /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([\x21-\x7e]+) HTTP\/1\.[01]$/;
const FIELD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Reads a request's head (RFC 9112 §2.1), strictly: CRLF only, no folding.
 *
 * Pure and repeatable: call it again with more bytes while it says
 * `incomplete`, which it never does beyond {@link MAX_HEAD_BYTES}.
 */
export function readHead(bytes: Uint8Array): Head {
  const length = endOf(bytes);
  if (length < 0) return unfinished(bytes);
  const text = latin1(bytes.subarray(0, length - 4));
  const [line, ...fields] = text.split("\r\n");
  const parts = LINE.exec(line!);
  if (parts === null) return malformed("the request line is not HTTP/1.1");
  if (!fields.every((field) => FIELD.test(field))) {
    return malformed("a header field is not well-formed");
  }
  const [, method, target] = parts;
  if (method === "CONNECT") return connect(target!, fields, length);
  if (target!.startsWith("/")) return { kind: "origin" };
  if (/^[a-z][a-z0-9+.-]*:/i.test(target!)) return { kind: "absolute" };
  return malformed("the request target is neither a path nor a URL");
}

function unfinished(bytes: Uint8Array): Head {
  if (bytes.length >= MAX_HEAD_BYTES) return malformed("the head is too long");
  const first = bytes[0];
  const mayBegin = first === undefined || (first > 0x20 && first < 0x7f);
  return mayBegin ? { kind: "incomplete" } : malformed("this is not HTTP");
}

function connect(
  target: string,
  fields: readonly string[],
  length: number,
): Head {
  const authority = parseAuthority(target);
  if (authority === null || authority.port === null) {
    return malformed("CONNECT needs host:port");
  }
  const names = fields.map((field) => field.split(":", 1)[0]!.toLowerCase());
  if (names.includes("transfer-encoding")) {
    return malformed("CONNECT has no body");
  }
  const via = fields.find((_, i) => names[i] === "via")?.slice(4).trim() ??
    null;
  const { host, port } = authority;
  return { kind: "connect", authority: { host, port }, via, length };
}

function malformed(why: string): Head {
  return { kind: "malformed", why };
}

/** Where CR LF CR LF ends, or -1 if it is not there within the limit. */
function endOf(bytes: Uint8Array): number {
  const limit = Math.min(bytes.length, MAX_HEAD_BYTES);
  for (let i = bytes.indexOf(13); i >= 0 && i + 3 < limit;) {
    if (bytes[i + 1] === 10 && bytes[i + 2] === 13 && bytes[i + 3] === 10) {
      return i + 4;
    }
    i = bytes.indexOf(13, i + 1);
  }
  return -1;
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
