/**
 * A failure with a code for programs and a hint for people.
 *
 * Thrown only when work cannot go on. An unwelcome answer, such as a chain that
 * does not verify, is a value. Lives in audit/ because every folder may import
 * audit/.
 */
export class WaterwallError<Code extends string = string> extends Error {
  readonly code: Code;
  /** What the reader can do next, as an imperative; `undefined` if nothing. */
  readonly hint: string | undefined;

  constructor(
    code: Code,
    message: string,
    { hint, cause }: { hint?: string; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = hint;
  }
}

/** The audit log cannot take another record, or must not. */
export class LedgerError extends WaterwallError<
  | "locked"
  | "missing_log"
  | "missing_head"
  | "missing_key"
  | "wrong_key"
  | "damaged"
  | "too_short"
  | "invalid_entry"
  | "write_failed"
  | "unusable"
  | "poisoned"
  | "closed"
> {}

/** A key that cannot be used as asked. */
export class KeyError extends WaterwallError<
  "unreadable" | "mode" | "malformed" | "private" | "weak" | "exists"
> {}

/** A file or folder that is no log to read. */
export class LogError extends WaterwallError<"unreadable" | "not_a_log"> {}

/** Evidence that cannot be made as asked. */
export class EvidenceError extends WaterwallError<
  "refuted" | "empty" | "not_found" | "wrong_key" | "anchor"
> {}
