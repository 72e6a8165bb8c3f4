/** A client that says exactly what a test tells it to. */
export interface RawClient {
  send(text: string | Uint8Array): Promise<void>;
  /** Everything that came until the text did; throws at the end without it. */
  until(text: string): Promise<string>;
  /** Everything that comes until the other side ends or breaks. */
  rest(): Promise<string>;
  /** Says that nothing more comes from here. */
  endInput(): Promise<void>;
  close(): void;
}

/** Connects to a port of this machine. Text is one byte a character. */
export async function connectRaw(port: number): Promise<RawClient> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  const buffer = new Uint8Array(65_536);
  let closed = false;
  const read = async () => {
    const n = await conn.read(buffer).catch(() => null);
    return n === null ? null : String.fromCharCode(...buffer.subarray(0, n));
  };
  return {
    send: async (text) => {
      let left = typeof text === "string" ? latin1(text) : text;
      while (left.length > 0) left = left.subarray(await conn.write(left));
    },
    until: async (text) => {
      let seen = "";
      while (!seen.includes(text)) {
        const more = await read();
        if (more === null) throw new Error(`It ended after: ${seen}`);
        seen += more;
      }
      return seen;
    },
    rest: async () => {
      let seen = "";
      for (let more; (more = await read()) !== null;) seen += more;
      return seen;
    },
    endInput: () => conn.closeWrite(),
    close: () => {
      if (!closed) conn.close();
      closed = true;
    },
  };
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
