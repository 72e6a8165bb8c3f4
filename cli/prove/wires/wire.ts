import { cut } from "../cut.ts";

/** What a provider answers. */
export type Reply =
  | { readonly kind: "json"; readonly status: number; readonly body: unknown }
  | { readonly kind: "events"; readonly events: readonly ServerEvent[] };

/** One server-sent event; `data` is sent as JSON, or as it is when it is a string. */
export interface ServerEvent {
  readonly event?: string;
  readonly data: unknown;
}

/** One provider's API, as far as an echo needs it. */
export interface Wire {
  readonly name: string;
  /** Path of the endpoint, e.g. `/v1/messages`. */
  readonly path: string;
  /** Headers of which one must carry the credential. */
  readonly credentials: readonly string[];
  /** Answers a request with what it says, `model` stands for the model. */
  readonly answer: (body: Json, cut: Cut) => Reply;
  /** A refusal in this provider's own shape. */
  readonly refuse: (status: number, message: string) => Reply;
}

export type Cut = typeof cut;

/** A JSON object whose shape is not yet known. */
export type Json = { readonly [name: string]: unknown };

/** The value, if it is an object; an empty one otherwise. */
export function object(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Json
    : {};
}

/** The elements, if it is an array; none otherwise. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value, if it is a string; an empty one otherwise. */
export function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A tool's name and the arguments with which it is called: what was heard, under the first property of its schema. */
export function toolCall(
  { name, schema, heard }: {
    readonly name: unknown;
    readonly schema: unknown;
    readonly heard: string;
  },
): { readonly name: string; readonly input: Json } {
  const [property = "input"] = Object.keys(object(object(schema).properties));
  return { name: string(name), input: { [property]: heard } };
}
