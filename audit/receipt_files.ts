import type { OnCommit } from "./ledger.ts";
import { commitReceipts } from "./commit_receipts.ts";
import type { Commit } from "./batch.ts";

/** How many commits may wait to be written out before some are passed over. */
const MAX_WAITING = 1_000;
/** A new file makes the next sync of the log slower, so they come in bursts. */
const DELAY_MS = 250;

/**
 * Writes the receipts of each commit beside the log, off everyone's path.
 *
 * What cannot be written, or not in time, is passed over: a receipt can be
 * made from the log whenever it is wanted.
 */
export class ReceiptFiles {
  readonly #dir: string;
  #waiting: Commit[] = [];
  /** Ends the delay before the next burst. */
  #hurry = () => {};
  #writing: Promise<void> | undefined;

  /** @param dir folder of the log; `receipts` and `sessions` are made in it */
  constructor(dir: string) {
    this.#dir = dir;
  }

  readonly onCommit: OnCommit = (commit) => {
    if (this.#waiting.length < MAX_WAITING) this.#waiting.push(commit);
    this.#writing ??= this.#write();
  };

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    this.#hurry();
    await this.#writing;
  }

  async #write(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, DELAY_MS);
      this.#hurry = () => (clearTimeout(timer), resolve());
    });
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      for (const { path, text } of commitReceipts(next)) {
        await this.#writeOne(`${this.#dir}/${path}`, text).catch(() => {});
      }
    }
    this.#writing = undefined;
  }

  async #writeOne(path: string, text: string): Promise<void> {
    try {
      await Deno.writeTextFile(path, text, { mode: 0o600 });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      const folder = path.slice(0, path.lastIndexOf("/"));
      await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
      await Deno.writeTextFile(path, text, { mode: 0o600 });
    }
  }
}
