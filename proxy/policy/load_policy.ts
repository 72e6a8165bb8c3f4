import type { CompiledPolicy, PolicySource } from "./compile_policy.ts";

/** Makes a policy ready for use, and loads what that takes only then. */
export async function loadPolicy(
  source: PolicySource,
): Promise<CompiledPolicy> {
  const { compilePolicy } = await import("./compile_policy.ts");
  return compilePolicy(source);
}

/** Ids and TYPEs by which the product's rules can be named, loaded only then. */
export async function loadRuleNames(): Promise<readonly string[]> {
  const { RULE_NAMES } = await import("./rule_names.ts");
  return RULE_NAMES;
}
