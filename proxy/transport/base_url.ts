import { type HostRule, ruleFor } from "./host_rule.ts";

/** A protected host that base-URL mode serves under a short name. */
export interface Base {
  /** First segment of the path, e.g. `anthropic`. */
  readonly segment: string;
  readonly host: string;
}

/** Where a request in base-URL mode is going. */
export interface Destination {
  readonly rule: HostRule;
  readonly host: string;
  /** What stands before the provider's own path. */
  readonly prefix: string;
}

/**
 * Reads `/anthropic/v1/messages` as `/v1/messages` of that provider's host.
 *
 * The first segment is a short name or a protected host's own name, such as
 * `/api.deepseek.com/v1/…`. `null` when it is neither.
 */
export function destinationOf(
  path: string,
  { bases, rules }: {
    readonly bases: readonly Base[];
    readonly rules: readonly HostRule[];
  },
): Destination | null {
  const [prefix, segment] = /^\/([^/?#]+)/.exec(path) ?? [];
  if (prefix === undefined || segment === undefined) return null;
  const host = bases.find((base) => base.segment === segment)?.host ??
    segment.toLowerCase();
  const rule = ruleFor(rules, { host, port: 443 });
  if (rule?.policy !== "protect") return null;
  return { rule, host, prefix };
}
