import { hmac } from "./hmac.ts";

/** 16 lowercase hex digits that stand for a secret: proxy/SPEC.md §1. */
export type Tag = string;

/** What `tag` stands for; `undefined` if it is not ours. */
export type Lookup = (tag: Tag) => string | undefined;

/**
 * The first 8 bytes of HMAC-SHA-256 of `secret`, in hex.
 *
 * A secret with a lone surrogate has no UTF-8 and is hashed as the JSON string
 * that it came in.
 */
export function tagOf(secret: string, key: Uint8Array): Tag {
  const text = secret.isWellFormed() ? secret : JSON.stringify(secret);
  return hmac(text, key).slice(0, 16);
}

/** How a placeholder is written; both are read wherever they stand. */
export type Shape =
  /** `<pl:TYPE:TAG>`, which nothing else looks like. */
  | "tag"
  /** `pl_type_TAG`, which looks like the secrets that models are used to copy. */
  | "value";

/** Every shape. */
export const SHAPES: readonly Shape[] = ["tag", "value"];

/** The text that leaves in a secret's place. `type` is `[A-Z0-9_]{1,32}`. */
export function placeholder(
  type: string,
  tag: Tag,
  shape: Shape = "tag",
): string {
  switch (shape) {
    case "tag":
      return `<pl:${type}:${tag}>`;
    case "value":
      return `pl_${type.toLowerCase()}_${tag}`;
  }
}
