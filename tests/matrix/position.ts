/** JSON, as a client would write it. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A JSON object. */
export type Fields = { readonly [key: string]: Json };

/** A place in a request's body where a text may stand. */
export type Position =
  | {
    readonly name: string;
    /** What one turn of the conversation adds to it. */
    readonly turn: (text: string) => readonly Json[];
  }
  | {
    readonly name: string;
    /** What stands once in the body, whatever the turn. */
    readonly once: (text: string) => Fields;
  };

/** The bodies of one wire, as its reference describes them. */
export interface Family {
  readonly name: string;
  readonly positions: readonly Position[];
  /** A whole body: turns of a conversation, and what stands beside them. */
  readonly body: (turns: readonly Json[], beside: Fields) => Fields;
  /** A turn that says nothing of interest. */
  readonly smallTalk: readonly Json[];
}

/** The keys that tools of this kind skip, one position each. */
export function underKeys(
  place: string,
  turn: (fields: Fields) => readonly Json[],
): readonly Position[] {
  return ["name", "id", "data", "token", "api_key", "signature", "metadata"]
    .map((key) => ({
      name: `${place} under \`${key}\``,
      turn: (text) => turn({ [key]: text }),
    }));
}
