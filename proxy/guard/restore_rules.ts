import type { Circumstances } from "../context.ts";
import type { Lookup, Tag } from "../redact/placeholder.ts";
import { DEFAULT_RESTORE, type Policy } from "../redact/policy.ts";
import type { Redactor } from "../redact/redactor.ts";
import type { Guard } from "./tool_call.ts";
import { ToolGuard } from "./tool_guard.ts";

/** What the answer to one request may get back, and where. */
export function restoreRules(
  { id, session, host, note, vault }: Circumstances,
  { inForce, redactor }: {
    readonly inForce: Policy;
    readonly redactor: Redactor;
  },
): { readonly lookup: Lookup; readonly guard: Guard } {
  const rules = inForce.restore ?? DEFAULT_RESTORE;
  const { lookup: any, ownLookup: own } = redactor;
  const lookup = rules.scope === "request" ? own : any;
  const kept = () =>
    note({
      type: "block",
      request: id,
      session,
      host,
      reason: "exfiltration",
    });
  const homeOf = (tag: Tag) => vault.homeOf(tag);
  const guard = new ToolGuard({ ...rules, lookup, homeOf, kept });
  return { lookup, guard };
}
