import { WaterwallError } from "../../audit/mod.ts";

/** A binary, or what goes with it, cannot be made. */
export class CompileError extends WaterwallError<
  "usage" | "no_base" | "bundle" | "target" | "key"
> {}
