import type { RunEnds } from "./match.ts";

/** How a value was tied to its name. */
export type Link =
  | "assign"
  | "call"
  | "compare"
  | "element"
  | "flag"
  | "list"
  | "prose"
  | "space"
  | "table";

/** A value that stands for a name, without its quotation marks. */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly link: Link;
  readonly isQuoted: boolean;
  /** Alone on its line after the name, as in `.env`, YAML and INI files. */
  readonly isLine: boolean;
  /** Right after an equals sign, as in a shell or a query. */
  readonly isTight: boolean;
}

/** Where a name stands. */
export interface NamePlace {
  readonly start: number;
  readonly end: number;
}

/** A text, and where runs in it are known to end. */
export interface Source {
  readonly text: string;
  /** The text as `TextBytes` reads it. */
  readonly bytes: Uint8Array;
  readonly runs: RunEnds;
}
