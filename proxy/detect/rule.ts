/** A number in `[0, 1)`; with a seeded source, examples are the same each time. */
export type Random = () => number;

/** A check digit scheme that confirms a token and never acquits one. */
export type Checksum =
  | "crc32-base62"
  | "base58check"
  | "bech32"
  | "luhn";

/**
 * One kind of credential, as data. How to write one: RULES.md.
 *
 * A rule is either found by a literal of its own shape, or, when it has
 * `words`, by one of them standing shortly before a token of that shape.
 */
export interface Rule {
  /** Vendor and kind, unique: `github-app-token`. */
  readonly id: string;
  /** TYPE of its placeholder: `[A-Z0-9_]{1,32}`. */
  readonly type: string;
  /** What the token looks like, in the notation of RULES.md. */
  readonly shape: string;
  /**
   * Vendor words, lower case, one of which must stand before the token. `_`
   * stands for any or no separator: `data_dog` is also `data-dog`, `DataDog`.
   */
  readonly words?: readonly string[];
  /** How far before the token the word may end, in characters; 60 if not said. */
  readonly reach?: number;
  /** The body must look random, for a shape that ordinary text can have. */
  readonly random?: true;
  /**
   * The secret is what a person makes up: stand-ins such as `password`,
   * references such as `$DB_PASS` and words without digit or sign are none.
   */
  readonly isMadeUp?: true;
  /** What may not stand right before: a class such as `[A-Za-z0-9_]`. */
  readonly left?: string;
  /** What may not stand right after; the class of the last run if not said. */
  readonly right?: string;
  /** Longest match, in characters; any if not said. */
  readonly longest?: number;
  readonly checksum?: Checksum;
  /**
   * A text that holds one such secret. If not said: a sample of the shape,
   * after `WORD_KEY=` when the rule has words.
   */
  readonly example?: (random: Random) => string;
  /** Texts in which this rule must find nothing. */
  readonly counterExamples?: readonly string[];
}
