/** A host and a port: what a `CONNECT` asks for, what a `Host` field names. */
export interface Authority {
  /** Lower case, no trailing dot; IPv6 addresses without brackets. */
  readonly host: string;
  /** `null` when the text does not say. */
  readonly port: number | null;
}

const NAME =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*$/;
const V6 = /^\[([0-9a-f:.]{2,45})\](?::(.*))?$/;
const PORT = /^[1-9][0-9]{0,4}$/;

/**
 * Reads `host` or `host:port` (RFC 3986 §3.2.2, without user information).
 *
 * Spellings that mean the same host give the same answer, so that a policy
 * cannot be dodged by capitals or by a trailing dot. `null` for all else.
 */
export function parseAuthority(text: string): Authority | null {
  const lower = text.toLowerCase();
  const v6 = V6.exec(lower);
  const [host, port] = v6 ? [v6[1]!, v6[2]] : split(lower);
  if (!v6 && !NAME.test(host)) return null;
  if (port === undefined) return { host, port: null };
  if (!PORT.test(port) || Number(port) > 65_535) return null;
  return { host, port: Number(port) };
}

function split(text: string): [string, string | undefined] {
  const colon = text.indexOf(":");
  const host = colon < 0 ? text : text.slice(0, colon);
  const bare = host.endsWith(".") ? host.slice(0, -1) : host;
  return [bare, colon < 0 ? undefined : text.slice(colon + 1)];
}

/** Whether a host is written as an IPv4 or IPv6 address. */
export function isAddress(host: string): boolean {
  return host.includes(":") || /^[0-9.]+$|^0x[0-9a-f]+$/.test(host);
}

/** Whether a host can only be this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
