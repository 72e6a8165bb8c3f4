import { WaterwallError } from "../audit/quick.ts";

/** What a person asked for cannot be done as asked. */
export class CliError extends WaterwallError<
  "usage" | "unreadable" | "not_running" | "too_long"
> {}
