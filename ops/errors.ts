import { WaterwallError } from "../audit/mod.ts";

/** The configuration cannot be used. */
export class ConfigError extends WaterwallError<"unreadable" | "invalid"> {}

/** The folder that holds Waterwall's state cannot be used. */
export class HomeError
  extends WaterwallError<"unknown" | "unusable" | "running" | "not_running"> {}
