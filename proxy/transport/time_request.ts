import type { Incoming, Outgoing } from "../exchange.ts";
import type { TransportFact } from "./fact.ts";

/** A request that was just received. */
export interface TimedRequest {
  readonly request: string;
  readonly session: string;
  readonly host: string;
  readonly agent: string | null;
}

export interface TimeRequestOptions<Answer extends Incoming> {
  readonly forward: (outgoing: Outgoing) => Promise<Answer>;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
  readonly observe: (fact: TransportFact) => void;
}

/**
 * Like `forward`, and tells how long the request was here before, and how long
 * its provider let it wait. Its time begins to run with this call.
 */
export function timeRequest<Answer extends Incoming>(
  of: TimedRequest,
  { forward, now, observe }: TimeRequestOptions<Answer>,
): (outgoing: Outgoing) => Promise<Answer> {
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
