import { WaterwallError } from "../audit/mod.ts";

/** The configuration cannot be used. */
export class ConfigError extends WaterwallError<"unreadable" | "invalid"> {}

/** The folder that holds Waterwall's state cannot be used. */
export class HomeError
  extends WaterwallError<"unknown" | "unusable" | "running" | "not_running"> {}

/** The CA cannot be used, or not for this. */
export class CaError extends WaterwallError<"unusable" | "host_outside"> {
  static hostOutside(host: string): CaError {
    return new CaError(
      "host_outside",
      `Cannot vouch for ${host} as the CA is limited to the protected hosts`,
      { hint: "Run `waterwall regen-ca` after a change of the hosts" },
    );
  }
}
