import { WaterwallError } from "../../audit/mod.ts";

/** An error as it crosses from one isolate to another. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** What of an error crosses: its stack stays behind. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WaterwallError) {
    const { code, message, hint } = error;
    return { code, message, hint };
  }
  const kind = error instanceof Error ? `${error.name}: ${error.message}` : "";
  return { code: "internal", message: kind || "unknown", hint: undefined };
}
