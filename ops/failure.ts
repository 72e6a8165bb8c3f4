import { WaterwallError } from "../audit/mod.ts";
import type { Failure } from "../proxy/mod.ts";

/** What of an error crosses to another isolate: its stack stays behind. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WaterwallError) {
    const { code, message, hint } = error;
    return { code, message, hint };
  }
  const message = error instanceof Error
    ? `${error.name}: ${error.message}`
    : String(error);
  return { code: "internal", message, hint: undefined };
}
