import { encodeUtf8 } from "../utf8.ts";
import { OPCODE, type Opcode, writeFrame } from "./frame.ts";
import type { Message } from "./message_reader.ts";
import type { Wire } from "./wire.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const MAX_REASON_BYTES = 123;

/** Says messages to one peer, and nothing more after a Close. */
export class Outlet {
  readonly #wire: Wire;
  readonly #mask: (() => Bytes) | undefined;
  #isClosed = false;

  /** `mask` makes four bytes that nobody can foresee: for a server only. */
  constructor(wire: Wire, mask?: () => Bytes) {
    this.#wire = wire;
    this.#mask = mask;
  }

  /** Says a whole message as one frame. */
  async send(kind: Exclude<Message["kind"], "close">, payload: Bytes) {
    await this.#frame(OPCODE[kind], payload);
  }

  /** Says that nothing follows. Only the first time counts. */
  async close(code?: number, reason: string | Bytes = "") {
    const said = typeof reason === "string" ? encodeUtf8(reason) : reason;
    const fits = said.length <= MAX_REASON_BYTES ? said : [];
    const payload = code === undefined
      ? new Uint8Array()
      : Uint8Array.from([code >> 8, code & 0xff, ...fits]);
    await this.#frame(OPCODE.close, payload);
  }

  /** Ends the connection. */
  end(): void {
    this.#isClosed = true;
    this.#wire.end();
  }

  async #frame(opcode: Opcode, payload: Bytes): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = opcode === OPCODE.close;
    await this.#wire.send(
      writeFrame({ fin: true, opcode, payload }, this.#mask?.()),
    );
  }
}
