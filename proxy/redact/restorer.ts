import { edit } from "../json/rewrite_strings.ts";
import { readPlaceholders } from "./read_placeholders.ts";
import { LEAD } from "./read_value.ts";
import { restorations, type RestoreOptions } from "./restore.ts";

/** Puts secrets back into one text that arrives in pieces. */
export interface PieceRestorer {
  /** Text is held back. */
  readonly isHolding: boolean;
  /** Takes the next piece; returns all text that can no longer change. */
  push(piece: string): string;
  /** Ends the text; returns what was held back. */
  flush(): string;
}

/**
 * Puts secrets back into one text that arrives in pieces.
 *
 * However the text was cut, all `push()` results and the final `flush()` join
 * to `restore()` of the whole. Knows nothing of SSE, JSON or providers.
 */
export class Restorer implements PieceRestorer {
  readonly #options: RestoreOptions;
  #held = "";
  /** The last characters that were let go since a placeholder ended. */
  #before = "";

  constructor(options: RestoreOptions) {
    this.#options = options;
  }

  /** It may yet become a placeholder. */
  get held(): string {
    return this.#held;
  }

  get isHolding(): boolean {
    return this.#held !== "";
  }

  push(piece: string): string {
    return this.#read(this.#held + piece, false);
  }

  flush(): string {
    const out = this.#read(this.#held, true);
    this.#before = "";
    return out;
  }

  #read(text: string, isWhole: boolean): string {
    const reading = readPlaceholders(text, { isWhole, before: this.#before });
    const { sightings, settled } = reading;
    this.#held = text.slice(settled);
    const last = sightings.at(-1)?.end;
    this.#before = ((last === undefined ? this.#before : "") +
      text.slice(Math.max(last ?? 0, settled - LEAD), settled)).slice(-LEAD);
    return edit(
      text.slice(0, settled),
      restorations(reading, this.#options),
    );
  }
}
