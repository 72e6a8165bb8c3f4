import type {
  Committed,
  Entry,
  Hash,
  LedgerOrder,
  OrderDone,
} from "../audit/mod.ts";
import { WaterwallError } from "../audit/mod.ts";
import type { Failure } from "../proxy/mod.ts";
import type { Home } from "./home.ts";
import { Isolate } from "./isolate.ts";
import type { Recorded } from "./state.ts";
import type { FromKeysWorker, KeptFor, ToKeysWorker } from "./keys_messages.ts";
import { keysPermissions } from "./permissions.ts";

/** What the keys worker is given. */
export interface KeysOptions {
  readonly home: Home;
  readonly tool: string;
  /** The protected hosts. */
  readonly hosts: readonly string[];
  readonly roots: readonly string[];
  /** Size at which a segment of the log ends. */
  readonly segmentBytes: number;
  /** Quiet time after which a session ends. */
  readonly sessionIdleMs: number;
  /** Whether a receipt is written for each redaction. */
  readonly receipts: boolean;
}

/** What main is told without asking. */
export interface KeysEvents {
  /** These records are durable. */
  readonly recorded: (recorded: readonly Recorded[]) => void;
  /** How long records took to become durable, in milliseconds. */
  readonly appended: (durations: readonly number[]) => void;
  /** The ledger takes no more records. */
  readonly broken: (why: string) => void;
  readonly died: (why: string) => void;
}

/** A policy, and what its hash is of. */
export interface PolicyInForce {
  readonly policy: Hash;
  readonly text: string;
}

/** What is known once the ledger is open and the CA is there. */
export type Opened = Extract<FromKeysWorker, { readonly tell: "opened" }>;

/** Main's end of the keys worker. */
export class KeysIsolate {
  readonly #options: KeysOptions;
  readonly #events: KeysEvents;
  readonly #isolate: Isolate<ToKeysWorker, FromKeysWorker>;
  readonly #opened = Promise.withResolvers<Opened>();
  readonly #closed = Promise.withResolvers<void>();
  readonly #asked = new Map<number, PromiseWithResolvers<Committed>>();
  readonly #ordered = new Map<number, PromiseWithResolvers<OrderDone>>();
  #vouching: PromiseWithResolvers<KeptFor> | null = null;
  #last = 0;

  constructor(module: URL, options: KeysOptions, events: KeysEvents) {
    this.#options = options;
    this.#events = events;
    this.#opened.promise.catch(() => {});
    this.#isolate = new Isolate<ToKeysWorker, FromKeysWorker>({
      name: "keys worker",
      module,
      permissions: keysPermissions(options.home.dir),
      hear: (message) => this.#hear(message),
      died: (why) => this.#fail(why),
    });
  }

  /**
   * Opens the ledger, for records under this policy, then the CA. The policy's
   * text is kept beside the ledger.
   *
   * @throws {WaterwallError} With the worker's own code and hint.
   */
  open({ policy, text: policyText }: PolicyInForce): Promise<Opened> {
    const told = { ...this.#options, policy, policyText };
    this.#isolate.tell({ tell: "open", ...told });
    return this.#opened.promise;
  }

  /**
   * Has the CA be for exactly these hosts; it is made anew if it is not.
   *
   * @throws {WaterwallError} The one before stays.
   */
  vouchFor(
    of: Pick<KeysOptions, "hosts" | "roots">,
  ): Promise<KeptFor> {
    this.#vouching ??= Promise.withResolvers<KeptFor>();
    this.#isolate.tell({ tell: "hosts", hosts: of.hosts, roots: of.roots });
    return this.#vouching.promise;
  }

  /** A line on which a proxy worker may put its questions. */
  line(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#isolate.tell({ tell: "line", line: port1 }, [port1]);
    return port2;
  }

  /**
   * Resolves once the entry is durable.
   *
   * @param policyText Of the policy that it puts in force; kept before that.
   */
  record(entry: Entry, policyText?: string): Promise<Committed> {
    const id = ++this.#last;
    const asked = Promise.withResolvers<Committed>();
    this.#asked.set(id, asked);
    this.#isolate.tell({
      tell: "record",
      id,
      entry,
      ...policyText !== undefined && { policyText },
    });
    return asked.promise;
  }

  /** Resolves once the order is obeyed and what it did is durable. */
  obey(order: LedgerOrder): Promise<OrderDone> {
    const id = ++this.#last;
    const ordered = Promise.withResolvers<OrderDone>();
    this.#ordered.set(id, ordered);
    this.#isolate.tell({ tell: "order", id, order });
    return ordered.promise;
  }

  /** Has the last record written, then ends the worker. */
  async close(reason: string): Promise<void> {
    this.#isolate.tell({ tell: "close", reason });
    await this.#closed.promise;
    this.terminate();
  }

  terminate(): void {
    this.#closed.resolve();
    this.#isolate.terminate();
  }

  #hear(message: FromKeysWorker): void {
    switch (message.tell) {
      case "opened":
        return this.#opened.resolve(message);
      case "closed":
        return this.#closed.resolve();
      case "answer": {
        const asked = this.#asked.get(message.id);
        this.#asked.delete(message.id);
        return "seq" in message.outcome
          ? asked?.resolve(message.outcome)
          : asked?.reject(revived(message.outcome));
      }
      case "obeyed": {
        const ordered = this.#ordered.get(message.id);
        this.#ordered.delete(message.id);
        return "size" in message.outcome
          ? ordered?.resolve(message.outcome)
          : ordered?.reject(revived(message.outcome));
      }
      case "vouches": {
        const asked = this.#vouching;
        this.#vouching = null;
        return "caUntilMs" in message.outcome
          ? asked?.resolve(message.outcome)
          : asked?.reject(revived(message.outcome));
      }
      case "failed":
        return this.#opened.reject(revived(message.failure));
      case "recorded":
        this.#events.recorded(message.recorded);
        return this.#events.appended(message.durations);
      case "broken":
        return this.#events.broken(message.failure.message);
      case "pong":
    }
  }

  #fail(why: string): void {
    const error = new Error(why);
    this.#opened.reject(error);
    this.#vouching?.reject(error);
    for (const asked of this.#asked.values()) asked.reject(error);
    this.#asked.clear();
    for (const ordered of this.#ordered.values()) ordered.reject(error);
    this.#ordered.clear();
    this.#closed.resolve();
    this.#events.died(why);
  }
}

function revived({ code, message, hint }: Failure): WaterwallError {
  return new WaterwallError(code, message, hint === undefined ? {} : { hint });
}
