import { RefusalError } from "../errors.ts";
import type { Forward, Incoming, Outgoing } from "../exchange.ts";

/** Marks a request that goes all the way but the last: its value is the ticket. */
export const REHEARSAL = "x-waterwall-rehearsal";
/** What would have left, in base64: the rehearsed body itself is restored. */
export const WOULD_LEAVE = "x-waterwall-would-leave";

const VALID_MS = 10_000;

/**
 * Requests that test the live path: redacted, recorded, restored like all
 * others, and answered with what they say instead of being sent to a provider.
 *
 * Each needs a ticket that was issued a moment ago and is good for one. A
 * request that carries the mark and no such ticket is refused, so that a test
 * never reaches a provider.
 */
export class Rehearsals {
  readonly #now: () => number;
  readonly #tickets = new Map<string, number>();

  /** @param now Milliseconds, from any origin. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Admits one request with this ticket, within ten seconds. */
  admit(ticket: string): void {
    for (const [old, untilMs] of this.#tickets) {
      if (untilMs < this.#now()) this.#tickets.delete(old);
    }
    this.#tickets.set(ticket, this.#now() + VALID_MS);
  }

  /** How a request is sent: `usual`, unless it is marked. */
  forwardFor(headers: Headers, usual: Forward): Forward {
    const ticket = headers.get(REHEARSAL);
    if (ticket === null) return usual;
    const untilMs = this.#tickets.get(ticket) ?? -Infinity;
    this.#tickets.delete(ticket);
    return untilMs >= this.#now() ? mirror : refuse;
  }
}

function refuse(): Promise<never> {
  return Promise.reject(RefusalError.rehearsal());
}

/** Answers with the texts of the request, as a model of Anthropic's would. */
function mirror({ body }: Outgoing): Promise<Incoming> {
  const sent = body ?? new Uint8Array();
  const { model, messages } = JSON.parse(new TextDecoder().decode(sent));
  const text = String(messages[0].content);
  const answer = Response.json({
    id: "msg_rehearsal",
    type: "message",
    role: "assistant",
    model,
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    usage: { input_tokens: 0, output_tokens: 0 },
  });
  const headers = new Headers({
    "content-type": "application/json",
    [WOULD_LEAVE]: sent.toBase64(),
  });
  return Promise.resolve({ status: 200, headers, body: answer.body });
}
