/** One event of a stream. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** Longest event that is put together, in UTF-16 code units. */
const MAX_EVENT = 4 * 2 ** 20;

/**
 * Cuts server-sent events (WHATWG HTML §9.2.6) out of text as it arrives.
 *
 * @throws {RangeError} when an event does not end.
 */
export class EventStream {
  #rest = "";

  /** The events that are complete with this piece. */
  push(piece: string): readonly StreamEvent[] {
    const parts = (this.#rest + piece).split(/\r?\n\r?\n/);
    this.#rest = parts.pop()!;
    if (this.#rest.length > MAX_EVENT) {
      throw new RangeError("An event is longer than 4 MiB");
    }
    return parts.map(read).filter(({ data }) => data !== "");
  }
}

function read(text: string): StreamEvent {
  const lines = text.split(/\r?\n/);
  const fields = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ""));
  return {
    event: fields("event").at(-1) ?? "message",
    data: fields("data").join("\n"),
  };
}
