import type { BlockReason, Switch } from "../../audit/mod.ts";
import { type HostRule, ruleFor } from "./host_rule.ts";
import type { Problem } from "./raw_answer.ts";
import * as refusals from "./refusals.ts";

/** A `CONNECT` that was read. */
export interface Asked {
  readonly host: string;
  readonly port: number;
  /** Its `Via` field. */
  readonly via: string | null;
}

/** What is to become of a `CONNECT`. */
export type Verdict =
  /** TLS ends here: bodies are rewritten. */
  | { readonly verdict: "protect"; readonly rule: HostRule }
  /** Bytes pass unread. */
  | { readonly verdict: "tunnel"; readonly rule: HostRule }
  | {
    readonly verdict: "refuse";
    readonly status: number;
    readonly problem: Problem;
    /** Why, for the record; `null` when it is not worth one. */
    readonly reason: BlockReason | null;
  };

/** Decides: an armed switch before everything, the host's rule last. */
export function judgeConnect(
  asked: Asked,
  { armed, rules, mark, configFile }: {
    readonly armed: readonly Switch[];
    readonly rules: readonly HostRule[];
    readonly mark: string;
    readonly configFile: string;
  },
): Verdict {
  if (armed.length > 0) {
    return refuse(502, refusals.killswitchArmed(armed), "killswitch");
  }
  if (asked.via?.includes(mark)) return refuse(508, refusals.LOOP, null);
  const rule = ruleFor(rules, asked);
  if (rule === null || rule.policy === "deny") {
    const told = { file: configFile, why: rule?.why };
    return refuse(403, refusals.hostDenied(asked, told), "host");
  }
  return { verdict: rule.policy, rule };
}

function refuse(
  status: number,
  problem: Problem,
  reason: BlockReason | null,
): Verdict {
  return { verdict: "refuse", status, problem, reason };
}
