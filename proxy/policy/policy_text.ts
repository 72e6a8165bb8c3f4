import type { Rule } from "../detect/mod.ts";
import type { PolicyData } from "./policy_data.ts";

/**
 * A policy as it takes effect, written in one way only: sorted keys, sorted
 * names, no white space.
 *
 * It says which rules were in force, to the letter. Of known values it says
 * where they come from and never one of them; of allowed values what the
 * policy file says, which is the beginnings of their hashes.
 *
 * @param rules Those in force.
 */
export function policyText(data: PolicyData, rules: readonly Rule[]): string {
  const { shadow, action, actions, off, allow, sources } = data;
  const { hint, placeholder, restore } = data;
  return sortedJson({
    action,
    actions,
    allow: {
      hosts: named(allow.hosts),
      paths: named(allow.paths),
      rules: named(allow.rules),
      sha256: named(allow.sha256),
    },
    hint,
    off: named(off),
    placeholder,
    policy: "waterwall/1",
    restore: { ...restore, hosts: named(restore.hosts) },
    rules: rules.map(effective),
    shadow,
    sources,
  });
}

/** A rule without what only its tests read. */
function effective(rule: Rule): Partial<Rule> {
  const { example: _, counterExamples: __, ...rest } = rule;
  return rest;
}

function named(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([key, member]) => `${JSON.stringify(key)}:${sortedJson(member)}`);
  return `{${members.join(",")}}`;
}
