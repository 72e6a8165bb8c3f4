import { RefusalError } from "./errors.ts";
import type { Lookup } from "./redact/placeholder.ts";
import { type Reviver, TextReviver } from "./reviver.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Lets an answer pass that is too large to be read as a whole, as long as
 * nothing in it would have to be restored.
 *
 * The first placeholder of ours ends it with an error: what an agent takes for
 * whole has to be whole.
 */
export class TooLarge implements Reviver {
  readonly #seen = { restored: 0, unknown: 0 };
  readonly #reviver: TextReviver;
  readonly #maxBytes: number;

  constructor({ lookup, maxBytes }: {
    readonly lookup: Lookup;
    /** The bound that the answer is over. */
    readonly maxBytes: number;
  }) {
    this.#maxBytes = maxBytes;
    const tally = this.#seen;
    this.#reviver = new TextReviver({ lookup, tally, dialect: "plain" });
  }

  push(chunk: Bytes): Bytes {
    return this.#checked(this.#reviver.push(chunk));
  }

  flush(): Bytes {
    return this.#checked(this.#reviver.flush());
  }

  #checked(bytes: Bytes): Bytes {
    if (this.#seen.restored === 0) return bytes;
    throw RefusalError.answer(this.#maxBytes);
  }
}
