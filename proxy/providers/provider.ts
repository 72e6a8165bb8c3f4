import type { HintPlace } from "../hint/hint_place.ts";
import type { Path } from "../json/path_tree.ts";
import type { Dialect } from "../redact/restore.ts";

/** A path whose rule holds only for strings that match. */
export interface Shaped {
  readonly path: Path;
  /** Anchored at both ends, and linear. */
  readonly matches: RegExp;
  /** What matches is a file in base64: left if it is no text. */
  readonly isFile?: true;
}

/** What is not an ordinary string in a request's body. All else is scanned. */
export interface RequestRules {
  /** Neither scanned nor changed: names and ids that the wire runs on, signed or encrypted text, media in base64. */
  readonly opaque: readonly (Path | Shaped)[];
  /** Credentials that the provider must have to do its work: left, but recorded. */
  readonly intact: readonly Path[];
}

/** A call that an answer asks the agent to make. */
export interface ToolPlace {
  /** Of the object that holds its name and its arguments. */
  readonly call: Path;
  /** The way from there to the tool's name, dotted; without it, the name that came before on the channel. */
  readonly name?: string;
  /** The way from there to the arguments: a JSON value, or a string. */
  readonly input: string;
  /** The string is one argument as it is; else it holds JSON source. */
  readonly isPlain?: true;
}

/** What is not an ordinary string in an answer. All else is restored. */
export interface ResponseRules {
  /** Calls that stand there whole: a guard rules on them. */
  readonly tools?: readonly ToolPlace[];
  /** Left as they came. */
  readonly opaque: readonly Path[];
  /** Strings that hold JSON source. */
  readonly json: readonly Path[];
  /** Strings that hold a file in base64: restored if it is a text. */
  readonly files?: readonly Path[];
}

/** A place in a stream's events that carries one piece of a longer text. */
export interface Delta {
  readonly path: Path;
  readonly dialect: Dialect;
  /** The text is the arguments of a tool call. */
  readonly isTool?: true;
}

/** What a stream of JSON events is made of. */
export interface StreamRules extends ResponseRules {
  readonly deltas: readonly Delta[];
  /** Names of tools whose arguments follow in pieces on the same channel. */
  readonly names?: readonly Path[];
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
  /** Where a note may be added to the system prompt: the first that applies. */
  readonly hints?: readonly HintPlace[];
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
