/** What may happen to a connection to a host. */
export type HostPolicy = "protect" | "tunnel" | "deny";

/** What may happen to a WebSocket: its messages are rewritten, or it is answered 426. */
export type WebSocketPolicy = "rewrite" | "refuse";

/** One line of the host table. */
export interface HostRule {
  /** `api.example.com`, or `*.example.com` for all below; `:port` if not 443. */
  readonly name: string;
  readonly policy: HostPolicy;
  /** Name of the provider's description; `null` unless protected. */
  readonly provider: string | null;
  /** Origin to send it to instead, e.g. `https://127.0.0.1:9443`. */
  readonly upstream: string | null;
  /** Further trusted roots for that origin, in PEM. */
  readonly upstreamCa: string | null;
  /** What is done with WebSockets to it: `refuse` unless said. */
  readonly websocket?: WebSocketPolicy;
  /** Why it is denied, for the person who asks for it. */
  readonly why?: string;
}

/** A host, or a `*.` pattern, and a port. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * The rule for a host: an exact name before wildcards, longer wildcards first.
 *
 * `null` when nothing is said of the host, which is to be treated as `deny`.
 */
export function ruleFor(
  rules: readonly HostRule[],
  asked: Place,
): HostRule | null {
  let best: HostRule | null = null;
  for (const rule of rules) {
    const { host, port } = placeOf(rule.name);
    if (port !== asked.port || !covers(host, asked.host)) continue;
    if (host === asked.host) return rule;
    if (best === null || rule.name.length > best.name.length) best = rule;
  }
  return best;
}

/** The two parts of a rule's name. */
export function placeOf(name: string): Place {
  const colon = name.indexOf(":");
  if (colon < 0) return { host: name, port: 443 };
  return { host: name.slice(0, colon), port: Number(name.slice(colon + 1)) };
}

/**
 * Whether a name or a `*.` wildcard stands for this host. `*.x` covers every
 * name below x, at any depth, and not x itself.
 */
export function covers(name: string, host: string): boolean {
  if (!name.startsWith("*.")) return name === host;
  return host.length > name.length - 1 && host.endsWith(name.slice(1));
}
