import { setImmediate } from "node:timers/promises";
import type { OnCommit } from "./ledger.ts";
import { commitReceipts } from "./commit_receipts.ts";
import type { Commit } from "./batch.ts";

/** How many commits may wait to be written out before some are passed over. */
const MAX_WAITING = 250;
/** The log is quiet when nothing was committed for so long. */
const QUIET_MS = 250;
/** Receipts after which it is waited again while it is not. */
const PACE = 10;

/**
 * Writes the receipts of each commit beside the log, off everyone's path.
 *
 * A new file costs more than all else that a request asks of the disk, and
 * makes the next sync of the log slower. So receipts are written when the log
 * is quiet, and few at a time while it is not. What cannot be written, or not
 * in time, is passed over: a receipt can be made from the log whenever it is
 * wanted.
 */
export class ReceiptFiles {
  readonly #dir: string;
  #waiting: Commit[] = [];
  #isQuiet = false;
  /** Ends the wait for quiet. */
  #hurry = () => {};
  #writing: Promise<void> | undefined;

  /** @param dir folder of the log; `receipts` and `sessions` are made in it */
  constructor(dir: string) {
    this.#dir = dir;
  }

  readonly onCommit: OnCommit = (commit) => {
    this.#isQuiet = false;
    if (this.#waiting.length < MAX_WAITING) this.#waiting.push(commit);
    this.#writing ??= this.#write();
  };

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#writing !== undefined) {
      this.#hurry();
      await this.#writing;
    }
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const isHurried = await this.#pause();
      let written = 0;
      while (this.#waiting.length > 0) {
        if (written >= PACE && !this.#isQuiet && !isHurried) break;
        written += await this.#writeNext();
      }
    }
    this.#writing = undefined;
  }

  /** Waits for a while in which nothing may be committed. Whether it was cut short. */
  #pause(): Promise<boolean> {
    this.#isQuiet = true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), QUIET_MS);
      this.#hurry = () => (clearTimeout(timer), resolve(true));
    });
  }

  /** Writes the next commit's receipts; how many those are. */
  async #writeNext(): Promise<number> {
    const receipts = commitReceipts(this.#waiting.shift()!);
    for (const { path, text } of receipts) {
      // Those who wait for a record go first.
      await setImmediate();
      try {
        writeInFolder(`${this.#dir}/${path}`, text);
      } catch {
        // It can be made from the log.
      }
    }
    return receipts.length;
  }
}

function writeInFolder(path: string, text: string): void {
  try {
    Deno.writeTextFileSync(path, text, { mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const folder = path.slice(0, path.lastIndexOf("/"));
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
    Deno.writeTextFileSync(path, text, { mode: 0o600 });
  }
}
