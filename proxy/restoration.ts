import type { Entry } from "../audit/mod.ts";
import type { Circumstances } from "./context.ts";
import type { Tally } from "./redact/restore.ts";

/**
 * What is recorded about the secrets that one answer gets back.
 *
 * A request that left secrets behind announces, in the same breath as their
 * redaction, that its answer may get them back: so no answer waits for a
 * record of its own, and none is restored without one.
 */
export class Restoration {
  /** Counts so far; whoever restores adds to them. */
  readonly tally: Tally = { restored: 0, unknown: 0 };
  readonly #context: Circumstances;
  readonly #policy: string;
  #isOpen = false;
  #isEnded = false;

  constructor(context: Circumstances, policy: string) {
    this.#context = context;
    this.#policy = policy;
  }

  /** Has the announcement recorded with what is recorded before the request is sent, once. */
  async announce(
    record: (...own: readonly Entry[]) => Promise<unknown>,
  ): Promise<void> {
    if (this.#isOpen) await record();
    else await record(this.#entry(false));
    this.#isOpen = true;
  }

  /** Before bytes are delivered: on record, if there is now a secret in them. */
  async begin(): Promise<void> {
    if (this.#isOpen || this.tally.restored === 0) return;
    await this.#context.record(this.#entry(false));
    this.#isOpen = true;
  }

  /** When nothing more is restored: the final counts, if there is anything to say. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const { restored, unknown } = this.tally;
    if (this.#isOpen || unknown > 0) this.#context.note(this.#entry(true));
    const { id, observe } = this.#context;
    observe?.({ fact: "finished", request: id, restored, unknown });
  }

  #entry(final: boolean): Entry {
    const { id, session, host } = this.#context;
    const none = { restored: 0, unknown: 0 };
    return {
      type: "restoration",
      request: id,
      session,
      host,
      final,
      ...(final ? this.tally : none),
      policy: this.#policy,
    };
  }
}
