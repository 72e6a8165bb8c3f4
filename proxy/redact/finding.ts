/** A stretch of text, `[start, end)` in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A secret's place and kind. Never the secret. */
export interface Finding extends Span {
  /** The TYPE of its placeholder: `[A-Z0-9_]{1,32}`. */
  readonly type: string;
  /** Which rule made it. */
  readonly rule?: string;
  /** What the policy wants instead of a placeholder: a refusal, or a record only. */
  readonly action?: "block" | "warn";
}

/** Where a text was found, as far as that helps to judge it. */
export interface Whereabouts {
  /** The object key whose value the text is, e.g. `api_key`. */
  readonly name?: string;
}

/** Finds secrets: in order, never overlapping, the same every time. */
export type Scan = (text: string, at?: Whereabouts) => readonly Finding[];
