import type { Path } from "../json/path_tree.ts";
import type { Dialect } from "../redact/restore.ts";

/** A path whose rule holds only for strings that match. */
export interface Shaped {
  readonly path: Path;
  /** Anchored at both ends, and linear. */
  readonly matches: RegExp;
}

/** What is not an ordinary string in a request's body. All else is scanned. */
export interface RequestRules {
  /** Neither scanned nor changed: names and ids that the wire runs on, signed or encrypted text, base64 of media. */
  readonly opaque: readonly (Path | Shaped)[];
  /** Credentials that the provider must have to do its work: left, but recorded. */
  readonly intact: readonly Path[];
}

/** What is not an ordinary string in an answer. All else is restored. */
export interface ResponseRules {
  /** Left as they came. */
  readonly opaque: readonly Path[];
  /** Strings that hold JSON source. */
  readonly json: readonly Path[];
}

/** A place in a stream's events that carries one piece of a longer text. */
export interface Delta {
  readonly path: Path;
  readonly dialect: Dialect;
}

/** What a stream of JSON events is made of. */
export interface StreamRules extends ResponseRules {
  readonly deltas: readonly Delta[];
  /** Keys that tell interleaved texts apart, wherever they are met on the way to a piece. */
  readonly channel: readonly string[];
  /** Objects after which the texts of their channel receive no more pieces. */
  readonly ends: readonly End[];
  /** Keys, besides the channel's, that a piece needs around it to be understood. */
  readonly keep: readonly string[];
  /** Data of the event after which nothing follows, if it is not JSON. */
  readonly sentinel?: string;
}

/** An object at `path` ends its channel: if that key is not null, or if that one is not there. */
export interface End {
  readonly path: Path;
  readonly present?: string;
  readonly absent?: string;
}

/** How the bodies of one address are to be read. */
export interface Endpoint {
  /** Of the URL; `*` is any one segment, a final `**` the rest. */
  readonly path: string;
  readonly request: RequestRules;
  readonly response: ResponseRules;
  readonly stream: StreamRules;
  /** A JSON array in an answer is a stream, each element an event. */
  readonly streamsArrays?: true;
  /** Binary messages of a WebSocket that are not text are sound or pictures. */
  readonly binaryMedia?: true;
}

/** The shape in which an agent expects an error. */
export type ErrorShape = "anthropic" | "openai" | "google";

/** What Waterwall knows of one provider's wire. Data, never code. */
export interface Provider {
  /** As `config.toml` names it. */
  readonly name: string;
  /** The first whose path fits; else `fallback`. */
  readonly endpoints: readonly Endpoint[];
  readonly fallback: Endpoint;
  /** If given, requests to any other path pass unread. */
  readonly only?: readonly string[];
  /** Header fields, in lower case, whose value is meant for the provider. */
  readonly credentials: readonly string[];
  /** Parameters of the query whose value is meant for the provider. */
  readonly parameters: readonly string[];
  /** What a WebSocket's subprotocol begins with whose rest is meant for the provider. */
  readonly subprotocols?: readonly string[];
  readonly errors: ErrorShape;
}
