import { type Committed, type Entry, LedgerError } from "../../audit/mod.ts";
import type { Leaf } from "./door.ts";

/** What the proxy asks of the isolate that holds the keys. */
export type KeysQuestion =
  | { readonly ask: "record"; readonly entries: readonly Entry[] }
  | { readonly ask: "leaf"; readonly host: string }
  | { readonly ask: "tokenization_key" };

/** A question with the number by which it is answered. */
export type ToKeys = KeysQuestion & { readonly id: number };

/** An answer: what was asked for, or why not. */
export type FromKeys =
  | {
    readonly id: number;
    readonly done: readonly Committed[] | Leaf | Uint8Array<ArrayBuffer>;
  }
  | { readonly id: number; readonly failed: Failure };

/** An error as it crosses from one isolate to another. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

type Waiting = {
  readonly resolve: (done: never) => void;
  readonly reject: (error: Error) => void;
  readonly since: number;
};

const SWEEP_MS = 1_000;
const NOTE_MS = 20;

/**
 * The proxy's end of the line to the keys.
 *
 * Every question is answered, fails, or fails by itself after `patienceMs`:
 * nobody waits for a ledger that is gone.
 */
export class KeysLink {
  readonly #waiting = new Map<number, Waiting>();
  readonly #patienceMs: number;
  readonly #sweep: ReturnType<typeof setInterval>;
  readonly #notes: Entry[] = [];
  #noting: ReturnType<typeof setTimeout> | undefined;
  #port: MessagePort | null = null;
  #last = 0;

  constructor({ patienceMs }: { readonly patienceMs: number }) {
    this.#patienceMs = patienceMs;
    this.#sweep = setInterval(() => this.#giveUp(), SWEEP_MS);
  }

  /** Puts questions to this port from now on; `null` fails them at once. */
  connect(port: MessagePort | null): void {
    this.#port?.close();
    this.#port = port;
    this.#failAll(() => true);
    if (port !== null) port.onmessage = ({ data }) => this.#settle(data);
  }

  /** Resolves once all these entries are durable, by one sync of the disk. */
  readonly record = (
    ...entries: readonly Entry[]
  ): Promise<readonly Committed[]> => {
    clearTimeout(this.#noting);
    this.#noting = undefined;
    const all = [...this.#notes.splice(0), ...entries];
    return this.#ask({ ask: "record", entries: all });
  };

  /** Records without anyone waiting: with the next entries, or in a moment. */
  readonly note = (entry: Entry): void => {
    this.#notes.push(entry);
    this.#noting ??= setTimeout(() => void this.settle(), NOTE_MS);
  };

  /** Resolves when nothing is left to be noted. A ledger that fails tells so itself. */
  async settle(): Promise<void> {
    if (this.#notes.length === 0) return;
    await this.record().catch(() => undefined);
  }

  leaf(host: string): Promise<Leaf> {
    return this.#ask({ ask: "leaf", host });
  }

  tokenizationKey(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#ask({ ask: "tokenization_key" });
  }

  close(): void {
    clearInterval(this.#sweep);
    clearTimeout(this.#noting);
    this.connect(null);
  }

  #ask<T>(question: KeysQuestion): Promise<T> {
    if (this.#port === null) return Promise.reject(away());
    const id = ++this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.set(id, { resolve, reject, since: performance.now() });
    this.#port.postMessage({ ...question, id } satisfies ToKeys);
    return promise;
  }

  #settle(answer: FromKeys): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("done" in answer) waiting?.resolve(answer.done as never);
    else waiting?.reject(revived(answer.failed));
  }

  #giveUp(): void {
    const oldest = performance.now() - this.#patienceMs;
    this.#failAll(({ since }) => since < oldest);
  }

  #failAll(which: (waiting: Waiting) => boolean): void {
    for (const [id, waiting] of this.#waiting) {
      if (!which(waiting)) continue;
      this.#waiting.delete(id);
      waiting.reject(away());
    }
  }
}

function away(): LedgerError {
  return new LedgerError(
    "write_failed",
    "Cannot record as the keys worker does not answer",
    { hint: "Run `waterwall status`, then start Waterwall again" },
  );
}

function revived({ code, message, hint }: Failure): LedgerError {
  const known = code as LedgerError["code"];
  return new LedgerError(known, message, hint === undefined ? {} : { hint });
}
