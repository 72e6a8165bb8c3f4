import { isLoopback } from "./authority.ts";
import { bypassesProxy } from "./no_proxy.ts";

/** A proxy between this machine and the internet, spoken to in plain HTTP. */
export interface CorporateProxy {
  /** `http://host:port`. */
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  /** `Basic …`, when its address carries a name and a password. */
  readonly authorization: string | null;
  /** Hosts that go around it, in the form of `NO_PROXY`. */
  readonly noProxy: string;
}

type Place = { readonly host: string; readonly port: number };

/**
 * Reads `http://[name:password@]host[:port]`; a bare `host:port` is taken too,
 * as curl takes it. `null` when it is neither.
 */
export function parseCorporateProxy(
  address: string,
  noProxy: string,
): CorporateProxy | null {
  const text = address.includes("://") ? address : `http://${address}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "http:" || url.hostname === "") return null;
  const pair = [url.username, url.password].map(decodeURIComponent).join(":");
  return {
    origin: url.origin,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? 80 : Number(url.port),
    authorization: pair === ":" ? null : `Basic ${base64(pair)}`,
    noProxy,
  };
}

/** Whether traffic to this place goes through the proxy. Loopback never does. */
export function goesThrough(
  proxy: CorporateProxy | null,
  place: Place,
): proxy is CorporateProxy {
  return proxy !== null && !isLoopback(place.host) &&
    !bypassesProxy(proxy.noProxy, place);
}

/** The `CONNECT` request that asks the proxy for a tunnel (RFC 9110 §9.3.6). */
export function connectRequest(
  proxy: CorporateProxy,
  { host, port, mark }: Place & { readonly mark: string },
): Uint8Array {
  const place = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const lines = [
    `CONNECT ${place} HTTP/1.1`,
    `Host: ${place}`,
    `Via: 1.1 ${mark}`,
    ...proxy.authorization === null
      ? []
      : [`Proxy-Authorization: ${proxy.authorization}`],
  ];
  return new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n");
}

/** What a proxy answered so far to {@link connectRequest}. */
export type ProxyAnswer =
  | { readonly state: "incomplete" }
  /** The tunnel stands; what follows byte `length` is the host's. */
  | { readonly state: "open"; readonly length: number }
  | { readonly state: "refused"; readonly why: string };

const MAX_ANSWER_BYTES = 16_384;

/** Reads the proxy's answer; never `incomplete` beyond 16 KiB. */
export function readProxyAnswer(bytes: Uint8Array): ProxyAnswer {
  const text = new TextDecoder("latin1").decode(bytes);
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) {
    return bytes.length < MAX_ANSWER_BYTES
      ? { state: "incomplete" }
      : { state: "refused", why: "the proxy's answer has no end" };
  }
  const status = /^HTTP\/1\.[01] ([0-9]{3})(?: |\r)/.exec(text)?.[1];
  if (status?.startsWith("2")) return { state: "open", length: end + 4 };
  const why = status === undefined
    ? "the proxy does not speak HTTP"
    : `the proxy answered ${status}`;
  return { state: "refused", why };
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
