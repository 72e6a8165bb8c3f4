/** A JSON value as it is put into a request, {@link NOTE} in place of the note. */
export type Template =
  | string
  | readonly Template[]
  | { readonly [key: string]: Template };

/** Stands in a template for the note. */
export const NOTE = "\0note";

/** Where a request has its system prompt, and how a note is added to it. */
export type HintPlace =
  & {
    /** Members that a request must have to be one of this kind, dotted. */
    readonly needs: readonly string[];
    /** Members beside which the provider takes no system prompt, or another. */
    readonly never?: readonly string[];
    /** Put at the end of a prompt that is a list of parts. */
    readonly part: Template;
  }
  & (
    | {
      readonly kind: "member";
      /** Names that the prompt may have, dotted; if none is there, the first is made. */
      readonly names: readonly string[];
      /** The list of parts within it, if it is an object. */
      readonly list?: string;
      /** The whole member, where there is none. */
      readonly whole: Template;
    }
    | {
      readonly kind: "message";
      /** The list of messages, whose first may be the prompt. */
      readonly list: string;
      /** Roles of a first message that is the prompt. */
      readonly roles: readonly string[];
      /** The whole message, where there is none. */
      readonly whole: Template;
    }
  );
