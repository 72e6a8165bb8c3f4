import type { Keys } from "../json/walk_strings.ts";

/** A string among the arguments of a tool call. */
export interface Argument {
  /** The way to it; of a bare text, none. */
  readonly keys: Keys;
  readonly text: string;
  /** A placeholder of ours is read in it as the model wrote it, if not in `text`. */
  readonly isHolding?: boolean;
  /** The text is the last of the keys itself. */
  readonly isKey?: boolean;
}

/** A call that a model wrote for the agent to make. */
export interface ToolCall {
  /** Empty if the answer did not say. */
  readonly name: string;
  readonly arguments: readonly Argument[];
}

/** What becomes of the placeholders in one argument. */
export type Ruling =
  | { readonly kind: "restore" }
  | {
    readonly kind: "keep";
    /** Put at the argument's end, for the agent to read. */
    readonly note: string;
  };

/** Rules on whether secrets may go back into a tool call. */
export interface Guard {
  /** Whether the arguments of such a tool must be known whole before they are restored. */
  readonly watches: (name: string) => boolean;
  /** Rules on a call; what it says holds for an argument by the way to it. */
  readonly judge: (call: ToolCall) => (keys: Keys) => Ruling;
}
