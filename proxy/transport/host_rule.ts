/** What may happen to a connection to a host. */
export type HostPolicy = "protect" | "tunnel" | "deny";

/** One line of the host table. */
export interface HostRule {
  /** `api.example.com`, or `*.example.com` for every name below it. */
  readonly name: string;
  readonly port: number;
  readonly policy: HostPolicy;
  /** Name of the provider's description; protected hosts only. */
  readonly provider?: string;
  /** Where to send it instead, `https://host:port` (`http:` for loopback). */
  readonly upstream?: string;
  /** Further trusted roots for this upstream, in PEM. */
  readonly upstreamCa?: string;
  /** Why it is refused, for the person; denied hosts only. */
  readonly explanation?: string;
}

/**
 * The rule for a host: an exact name before wildcards, longer wildcards first.
 *
 * `*.x` covers every name below x, at any depth, and not x itself. `null` when
 * nothing is said of the host, which is to be treated as `deny`.
 */
export function ruleFor(
  rules: readonly HostRule[],
  { host, port }: { readonly host: string; readonly port: number },
): HostRule | null {
  let best: HostRule | null = null;
  for (const rule of rules) {
    if (rule.port !== port || !covers(rule.name, host)) continue;
    if (rule.name === host) return rule;
    if (best === null || rule.name.length > best.name.length) best = rule;
  }
  return best;
}

/** Whether a name or a `*.` wildcard stands for this host. */
export function covers(name: string, host: string): boolean {
  if (!name.startsWith("*.")) return name === host;
  return host.length > name.length - 1 && host.endsWith(name.slice(1));
}
