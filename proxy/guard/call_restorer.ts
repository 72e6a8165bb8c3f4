import { edit } from "../json/rewrite_strings.ts";
import { type Reading, readPlaceholders } from "../redact/read_placeholders.ts";
import { LEAD } from "../redact/read_value.ts";
import type { PieceRestorer } from "../redact/restorer.ts";
import { settle, type SettleOptions } from "./settle.ts";

/** UTF-16 code units of arguments after which no secret is put back. */
const MAX_SIZE = 16 * 2 ** 20;

export interface CallOptions extends Omit<SettleOptions, "name" | "from"> {
  /** Asked when the arguments have ended. */
  readonly name: () => string;
}

/**
 * Puts secrets back into a tool call's arguments that arrive in pieces.
 *
 * Text passes until a placeholder of ours begins. From there on all is held
 * back: what the call would do with the secret is known only at its end.
 */
export class CallRestorer implements PieceRestorer {
  readonly #options: CallOptions;
  /** What has passed, and what a known placeholder holds back, in pieces. */
  readonly #parts: string[] = [];
  #size = 0;
  /** How much has passed. */
  #passed = 0;
  /** What may yet become a placeholder. */
  #open = "";
  /** The last characters that have passed. */
  #before = "";
  #hasSecret = false;
  #isOver = false;

  constructor(options: CallOptions) {
    this.#options = options;
  }

  get isHolding(): boolean {
    return this.#hasSecret || this.#open !== "";
  }

  push(piece: string): string {
    if (this.#isOver) return piece;
    this.#size += piece.length;
    if (this.#size > MAX_SIZE) return this.#giveUp(piece);
    if (!this.#hasSecret) return this.#read(this.#open + piece, false);
    this.#parts.push(piece);
    return "";
  }

  flush(): string {
    const before = this.#hasSecret ? "" : this.#read(this.#open, true);
    if (!this.#hasSecret) return before;
    this.#hasSecret = false;
    const { name, ...options } = this.#options;
    const text = this.#parts.join("");
    const from = this.#passed;
    const edits = settle(text, { ...options, name: name(), from });
    return before + edit(text, edits).slice(from);
  }

  #read(text: string, isWhole: boolean): string {
    const before = this.#before;
    const reading = readPlaceholders(text, { isWhole, before });
    const secret = this.#secretIn(reading);
    const to = secret ?? reading.settled;
    const passed = text.slice(0, to);
    this.#before = (before + passed.slice(-LEAD)).slice(-LEAD);
    this.#passed += to;
    this.#parts.push(passed);
    this.#open = text.slice(to);
    if (secret === undefined) return passed;
    this.#hasSecret = true;
    this.#parts.push(this.#open);
    this.#open = "";
    return passed;
  }

  /** Where the first placeholder of ours begins; those of nobody's are counted. */
  #secretIn({ sightings }: Reading): number | undefined {
    const { lookup, tally } = this.#options;
    for (const { start, tag } of sightings) {
      if (lookup(tag) !== undefined) return start;
      tally.unknown++;
    }
    return undefined;
  }

  /** Lets everything go as it came. */
  #giveUp(piece: string): string {
    this.#isOver = true;
    const held = this.#hasSecret
      ? this.#parts.join("").slice(this.#passed)
      : this.#open;
    this.#hasSecret = false;
    this.#open = "";
    this.#parts.length = 0;
    return held + piece;
  }
}
