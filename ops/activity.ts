/** One line of the tail of what happened. */
export interface Activity {
  /** Of its record; `null` for a request in which nothing was to be recorded. */
  readonly seq: number | null;
  readonly ms: number;
  readonly what: "redaction" | "restoration" | "block" | "pass";
  readonly host: string;
  readonly request: string;
  /** Kinds of the secrets that were replaced, or the reason of a block. */
  readonly kinds: readonly string[];
  readonly count: number;
  /** From a request's arrival until it was passed on; `null` while unknown. */
  readonly addedMs: number | null;
}

export const MAX_ACTIVITY = 200;

/** The tail with one more line, newest first. */
export function told(
  tail: readonly Activity[],
  line: Activity,
): readonly Activity[] {
  return [line, ...tail.slice(0, MAX_ACTIVITY - 1)];
}

/** Whether the tail shows anything of this request. */
export function shows(tail: readonly Activity[], request: string): boolean {
  return tail.some((line) => line.request === request);
}

/**
 * The tail after a redaction was recorded.
 *
 * Records and unsigned facts arrive by different ways, so that a request may
 * have been seen to pass before its redaction is known: then it is that line
 * which tells of the redaction.
 */
export function redacted(
  tail: readonly Activity[],
  line: Activity,
): readonly Activity[] {
  const passed = tail.findIndex(({ what, request }) =>
    what === "pass" && request === line.request
  );
  if (passed < 0) return told(tail, line);
  return tail.with(passed, { ...line, addedMs: tail[passed]!.addedMs });
}

/** The tail after a request passed, which its redaction may have told of. */
export function passed(
  tail: readonly Activity[],
  line: Activity,
): readonly Activity[] {
  const known = tail.findIndex(({ what, request }) =>
    what === "redaction" && request === line.request
  );
  if (known < 0) return told(tail, line);
  return tail.with(known, { ...tail[known]!, addedMs: line.addedMs });
}
