import { isLoopback, parseAuthority } from "./authority.ts";

/** The parts of a request that name a host. */
type Addressed = { readonly url: string; readonly headers: Headers };

/**
 * Whether every name that a request gives its host is this one.
 *
 * Both the authority of its URL (`:authority` in HTTP/2, the absolute form in
 * HTTP/1.1) and its `Host` field count; `Host` may be absent, the other never.
 */
export function isMeantFor(
  request: Addressed,
  { host, port }: { readonly host: string; readonly port: number },
): boolean {
  return namesOf(request).every((name) => {
    const named = parseAuthority(name);
    return named?.host === host && (named.port ?? 443) === port;
  });
}

/** Whether a request names only this machine: what a rebound name would not. */
export function isMeantForLoopback(request: Addressed): boolean {
  return namesOf(request).every((name) => {
    const named = parseAuthority(name);
    return named !== null && isLoopback(named.host);
  });
}

/** A URL's path and query, exactly as they stand there. */
export function pathOf(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? "";
  return path.startsWith("/") ? path : `/${path}`;
}

function namesOf({ url, headers }: Addressed): readonly string[] {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
  const field = headers.get("host");
  return field === null ? [authority] : [authority, field];
}
