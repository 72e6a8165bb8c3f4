/** One simple command of a shell's text, quotes and known variables resolved. */
export interface Command {
  readonly words: readonly string[];
  /** Assignments before the program, or made by `export` and its like. */
  readonly assigned: readonly (readonly [name: string, value: string])[];
  /** Files that it reads from or writes to. */
  readonly files: readonly string[];
  /** What it is given to read: here-documents and here-strings. */
  readonly data: readonly string[];
  /** It reads what another command writes. */
  readonly isPiped: boolean;
}

/** A text that cannot be read as shell: what it would do is not known. */
export class UnreadableError extends Error {}
