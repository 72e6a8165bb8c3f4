import { type BlockReason, LedgerError, WaterwallError } from "../audit/mod.ts";
import type { Context } from "./context.ts";
import { RefusalError, UpstreamError } from "./errors.ts";
import { handle } from "./handle.ts";
import { type Problem, refusal } from "./refusal.ts";

/**
 * Like {@link handle}, but answers 502 for whatever it throws.
 *
 * The one place where proxy/ turns a failure into an answer. Every answer but
 * the one for an unreachable provider leaves a `block` record; it stands even
 * when it cannot be recorded.
 */
export async function failClosed(
  request: Request,
  context: Context,
): Promise<Response> {
  try {
    return await handle(request, context);
  } catch (error) {
    const reason = reasonFor(error);
    const { id, session, host, provider } = context;
    context.observe?.({ fact: "refused", request: id, code: reason });
    if (reason !== "upstream") {
      await context.record({
        type: "block",
        request: id,
        session,
        host,
        reason,
      }).catch(() => undefined);
    }
    return refusal(problem(error, reason), provider.errors);
  }
}

function reasonFor(error: unknown): BlockReason | "upstream" {
  if (error instanceof UpstreamError) return "upstream";
  if (error instanceof LedgerError) return "audit";
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
