import type { Forward } from "../exchange.ts";
import type { TransportFact } from "./fact.ts";

/** A request that was just received. */
export interface TimedRequest {
  readonly request: string;
  readonly session: string;
  readonly host: string;
  readonly agent: string | null;
}

export interface TimeRequestOptions {
  readonly forward: Forward;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
  readonly observe: (fact: TransportFact) => void;
}

/**
 * Like `forward`, and tells how long the request was here before, and how long
 * its provider let it wait. Its time begins to run with this call.
 */
export function timeRequest(
  of: TimedRequest,
  { forward, now, observe }: TimeRequestOptions,
): Forward {
  const arrivedMs = now();
  return async (outgoing) => {
    const passedMs = now();
    observe({ fact: "passed", ...of, addedMs: passedMs - arrivedMs });
    const incoming = await forward(outgoing);
    const afterMs = now() - passedMs;
    observe({ fact: "first_byte", request: of.request, afterMs });
    return incoming;
  };
}
