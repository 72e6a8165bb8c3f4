import { fromBinary, toBinary } from "./coded_text.ts";
import type { Dialect } from "./redact/restore.ts";
import { Restorer } from "./redact/restorer.ts";
import type { RestoreOptions } from "./redact/restore.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Restores the bytes of one answer as they arrive. */
export interface Reviver {
  /** Takes the next bytes; returns all that can now be sent. */
  push(chunk: Bytes): Bytes;
  /** Ends the answer; returns the rest. */
  flush(): Bytes;
}

/** Restores text in any encoding that has ASCII in it, byte for byte. */
export class TextReviver implements Reviver {
  readonly #restorer: Restorer;

  constructor(
    options: Omit<RestoreOptions, "dialect"> & { readonly dialect: Dialect },
  ) {
    const { lookup } = options;
    this.#restorer = new Restorer({
      ...options,
      lookup: (tag) => {
        const secret = lookup(tag);
        return secret && toBinary(new TextEncoder().encode(secret));
      },
    });
  }

  push(chunk: Bytes): Bytes {
    return fromBinary(this.#restorer.push(toBinary(chunk)));
  }

  flush(): Bytes {
    return fromBinary(this.#restorer.flush());
  }
}
