import { type BlockReason, LedgerError, WaterwallError } from "../audit/mod.ts";
import type { Circumstances } from "./context.ts";
import { RefusalError, UpstreamError } from "./errors.ts";
import type { Problem } from "./refusal.ts";
import { WebSocketFault } from "./websocket/websocket_fault.ts";

/**
 * Puts a failure on record and into words for the client.
 *
 * Every failure but that of an unreachable provider leaves a `block` record;
 * it stands even when it cannot be recorded.
 */
export async function reportFailure(
  error: unknown,
  { id, session, host, ...context }: Circumstances,
): Promise<Problem> {
  const reason = reasonFor(error);
  context.observe?.({ fact: "refused", request: id, code: reason });
  if (reason !== "upstream") {
    await context.record({ type: "block", request: id, session, host, reason })
      .catch(() => undefined);
  }
  return problem(error, reason);
}

function reasonFor(error: unknown): BlockReason | "upstream" {
  if (error instanceof UpstreamError) return "upstream";
  if (error instanceof LedgerError) return "audit";
  if (error instanceof WebSocketFault) return "body";
  return error instanceof RefusalError ? error.code : "internal";
}

/** What may be told: never the message of an error that we did not write. */
function problem(error: unknown, reason: string): Problem {
  const type = `waterwall_${reason}` as const;
  if (error instanceof WaterwallError) {
    return { type, message: error.message, hint: error.hint };
  }
  return {
    type,
    message: "Cannot carry the request as Waterwall itself failed",
    hint: "Try again; if it happens again, run `waterwall doctor`",
  };
}
