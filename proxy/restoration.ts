import type { Context } from "./context.ts";
import type { Tally } from "./redact/restore.ts";

/** What is recorded about the secrets that one answer gets back. */
export class Restoration {
  /** Counts so far; whoever restores adds to them. */
  readonly tally: Tally = { restored: 0, unknown: 0 };
  readonly #context: Context;
  readonly #policy: string;
  #isOpen = false;
  #isEnded = false;

  constructor(context: Context, policy: string) {
    this.#context = context;
    this.#policy = policy;
  }

  /** Before bytes are delivered: on record, if there is now a secret in them. */
  async begin(): Promise<void> {
    if (this.#isOpen || this.tally.restored === 0) return;
    await this.#record(false);
    this.#isOpen = true;
  }

  /** When nothing more is restored: the final counts, if there is anything to say. */
  async end(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const { restored, unknown } = this.tally;
    if (restored + unknown > 0) await this.#record(true);
    const { id, observe } = this.#context;
    observe?.({ fact: "finished", request: id, restored, unknown });
  }

  async #record(final: boolean): Promise<void> {
    const { id, session, host, record } = this.#context;
    await record({
      type: "restoration",
      request: id,
      session,
      host,
      final,
      ...this.tally,
      policy: this.#policy,
    });
  }
}
