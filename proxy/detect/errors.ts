import { WaterwallError } from "../../audit/mod.ts";

/** A rule cannot be used as it is written. */
export class RuleError extends WaterwallError<
  "bad_shape" | "could_backtrack" | "no_anchor" | "bad_rule"
> {}
