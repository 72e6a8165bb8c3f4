import type { Json, Wire } from "../wires/wire.ts";

/** The client's half of a wire: how to ask, and what was answered. */
export interface Speaker {
  readonly wire: Wire;
  /** The host it believes it speaks to. */
  readonly host: string;
  /** What stands before the path in base-URL mode, e.g. `/anthropic`. */
  readonly prefix: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Asks for text and a tool call. */
  readonly ask: (text: string, streaming: boolean) => Json;
  /**
   * Every telling of what was asked: as text and as the tool's argument, in
   * pieces put together and as a whole. Throws when arguments are not JSON.
   */
  readonly tellings: (answer: Answer) => readonly string[];
}

/** An answer's body: one object, or the objects of a stream in order. */
export type Answer =
  | { readonly kind: "json"; readonly body: Json }
  | { readonly kind: "events"; readonly events: readonly Json[] };

/** The property under which the tool of every speaker takes its argument. */
export const PROPERTY = "command";

/** The JSON Schema of that tool's arguments. */
export const SCHEMA = {
  type: "object",
  properties: { [PROPERTY]: { type: "string" } },
};
