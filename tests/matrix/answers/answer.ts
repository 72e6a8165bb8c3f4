type Bytes = Uint8Array<ArrayBuffer>;

/** What a model says: a text, and the same as the argument of a tool. */
export interface Said {
  readonly text: string;
  readonly argument: string;
}

/** How a provider answers on one wire, and how its clients read that. */
export interface Answer {
  readonly name: string;
  /** `null` where the provider sends none. */
  readonly contentType: string | null;
  /** The whole answer; streamed ones come in pieces of it. */
  readonly say: (text: string) => readonly Bytes[];
  /** Written apart from the product: as a client would put it together. */
  readonly hear: (bytes: Bytes) => Said;
}

/** Not a shell's: what is done with those is another matter. */
export const TOOL = { name: "write_file", argument: "content" };

// deno-lint-ignore no-explicit-any
export type Any = any;

const encoder = new TextEncoder();

export function encode(text: string): Bytes {
  return encoder.encode(text);
}

export function decode(bytes: Bytes): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
    .decode(bytes);
}

/** Cuts where it happens to, also through placeholders, but through no character. */
export function cut(text: string): string[] {
  return text.match(/[^]{1,101}/gu) ?? [];
}

/** The argument of the tool, as JSON source. */
export function argumentsOf(text: string): string {
  return JSON.stringify({ [TOOL.argument]: text });
}

/** What stands in such an argument. */
export function argumentIn(source: string): string {
  return JSON.parse(source)[TOOL.argument];
}

/** An answer that is one JSON value. */
export function asJson(
  name: string,
  { value, said }: {
    readonly value: (text: string) => unknown;
    readonly said: (value: Any) => Said;
  },
): Answer {
  return {
    name,
    contentType: "application/json",
    say: (text) => [encode(JSON.stringify(value(text)))],
    hear: (bytes) => said(JSON.parse(decode(bytes))),
  };
}

/** An answer of many JSON values, in some framing. */
export interface Streamed {
  readonly events: (text: string) => readonly Any[];
  /** The pieces of text, and of the tool's argument, in one event. */
  readonly pieces: (event: Any) => {
    readonly text?: string;
    readonly argument?: string;
  };
}

/** What the pieces of all events add up to. */
export function added(events: readonly Any[], { pieces }: Streamed): Said {
  const all = events.map(pieces);
  const source = all.map(({ argument }) => argument ?? "").join("");
  return {
    text: all.map(({ text }) => text ?? "").join(""),
    argument: argumentIn(source),
  };
}

/** The same as server-sent events. */
export function asEvents(
  name: string,
  { contentType = "text/event-stream", end = "", ...stream }: Streamed & {
    readonly contentType?: string | null;
    readonly end?: string;
  },
): Answer {
  return {
    name,
    contentType,
    say: (text) => [
      ...stream.events(text).map((event) =>
        encode(
          `${event.type ? `event: ${event.type}\n` : ""}data: ${
            JSON.stringify(event)
          }\n\n`,
        )
      ),
      encode(end),
    ],
    hear: (bytes) =>
      added(
        [...decode(bytes).matchAll(/^data: (\{.*)$/gm)]
          .map(([, data]) => JSON.parse(data!)),
        stream,
      ),
  };
}

/** The same as a WebSocket's messages, each a piece; read as lines of all. */
export function asMessages(stream: Streamed): Answer {
  return {
    name: "WebSocket messages",
    contentType: null,
    say: (text) =>
      stream.events(text).map((event) => encode(JSON.stringify(event))),
    hear: (bytes) =>
      added(
        decode(bytes).split("\n").map((line) => JSON.parse(line)),
        stream,
      ),
  };
}
