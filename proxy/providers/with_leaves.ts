import type { Path } from "../json/path_tree.ts";
import type { RequestRules } from "./provider.ts";

const known = new WeakMap<
  readonly Path[],
  WeakMap<RequestRules, RequestRules>
>();

/** Rules under which these places are left as they are too; the same each time. */
export function withLeaves(
  rules: RequestRules,
  leaves: readonly Path[] | undefined,
): RequestRules {
  if (leaves === undefined || leaves.length === 0) return rules;
  const ofLeaves = known.get(leaves) ?? new WeakMap();
  known.set(leaves, ofLeaves);
  const made = ofLeaves.get(rules) ??
    { ...rules, opaque: [...leaves, ...rules.opaque] };
  ofLeaves.set(rules, made);
  return made;
}
