import type { Committed, Entry, LedgerOrder, OrderDone } from "../audit/mod.ts";
import type { Alerts } from "./alerts.ts";
import { backOff } from "./back_off.ts";
import { HomeError } from "./errors.ts";
import type { Home } from "./home.ts";
import { KeysIsolate, type PolicyInForce } from "./keys_isolate.ts";
import type { KeptFor } from "./keys_messages.ts";
import type { Knowledge } from "./knowledge.ts";
import { authorityOf } from "./relief.ts";
import { readRunning } from "./running.ts";
import type { Situation } from "./situation.ts";
import { pause, within } from "./within.ts";

/** What the keys worker is made from, each time. */
export interface KeptKeysOptions {
  readonly module: URL;
  readonly home: Home;
  /** Name and version, for the record. */
  readonly tool: string;
  readonly knowledge: Knowledge;
  readonly alerts: Alerts;
  readonly situation: () => Situation;
  readonly policy: () => PolicyInForce;
  /** There is none any more; with the lines to it. */
  readonly gone: () => void;
  /** There is one again: whoever had a line needs another. */
  readonly back: () => void;
}

const CLOSE_LIMIT_MS = 10_000;

/**
 * The keys worker, kept alive: one that dies is an alarm, and is started again
 * after longer and longer pauses.
 */
export class KeptKeys {
  readonly #options: KeptKeysOptions;
  #keys: KeysIsolate;
  #isKept = false;
  #isReviving = false;

  constructor(options: KeptKeysOptions) {
    this.#options = options;
    this.#keys = this.#make();
  }

  /** Whether one that died is being replaced. */
  get isReviving(): boolean {
    return this.#isReviving;
  }

  /**
   * Resolves when the ledger is open, with the reason why a CA was made, if
   * one was.
   *
   * @throws {HomeError} `running`: another instance has the ledger.
   * @throws {WaterwallError} Whatever keeps the worker from its work.
   */
  async open(): Promise<string | null> {
    try {
      const opened = await this.#keys.open(this.#options.policy());
      const { caUntilMs, caMade, size } = opened;
      const { knowledge } = this.#options;
      knowledge.note({ keysUp: true, chainIntact: true, caUntilMs });
      knowledge.see([{ fact: "opened", records: size }]);
      return caMade;
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code !== "locked") throw error;
      const { home } = this.#options;
      throw HomeError.running(home.dir, await readRunning(home));
    }
  }

  /** From now on one that dies is replaced. */
  keep(): void {
    this.#isKept = true;
  }

  /** A new line to it. */
  line(): MessagePort {
    return this.#keys.line();
  }

  /** Resolves once the entry is durable, and the text of its policy kept. */
  record(entry: Entry, policyText?: string): Promise<Committed> {
    return this.#keys.record(entry, policyText);
  }

  /** Resolves once the order is obeyed. */
  obey(order: LedgerOrder): Promise<OrderDone> {
    return this.#keys.obey(order);
  }

  /** Has the CA be for what this configuration protects. */
  vouchFor(situation: Situation): Promise<KeptFor> {
    return this.#keys.vouchFor(authorityOf(situation));
  }

  /** Has the last record written, and ends it. */
  async close(reason: string): Promise<void> {
    this.#isKept = false;
    await within(CLOSE_LIMIT_MS, this.#keys.close(reason));
    this.#keys.terminate();
  }

  /** From now on nothing that dies is replaced. */
  release(): void {
    this.#isKept = false;
  }

  #make(): KeysIsolate {
    const { home, tool, knowledge, alerts, module } = this.#options;
    const { config, protectedHosts, settings } = this.#options.situation();
    const made: KeysIsolate = new KeysIsolate(module, {
      home,
      tool,
      hosts: protectedHosts,
      roots: settings.roots,
      segmentBytes: config.audit_segment_mib * 2 ** 20,
      sessionIdleMs: config.session_idle_minutes * 60_000,
      receipts: config.audit_receipts,
    }, {
      recorded: (recorded) => knowledge.learn(recorded),
      appended: (durations) =>
        knowledge.see(
          durations.map((afterMs) => ({ fact: "appended", afterMs })),
        ),
      broken: (why) => {
        knowledge.note({ chainIntact: false });
        knowledge.see([{ fact: "broken", why }]);
        alerts.alarm(`The audit log takes no more records: ${why}`);
      },
      died: (why) => void this.#revive(made, why),
    });
    return made;
  }

  async #revive(dead: KeysIsolate, why: string): Promise<void> {
    if (!this.#isKept || dead !== this.#keys) return;
    // One that dies while it is being started is tried again below.
    if (this.#isReviving) return;
    this.#isReviving = true;
    const { knowledge, alerts, gone, back } = this.#options;
    knowledge.note({ keysUp: false });
    alerts.alarm(`The keys worker died, nothing is forwarded: ${why}`);
    gone();
    for (let attempt = 0; this.#isKept; attempt++) {
      await pause(backOff(attempt));
      this.#keys = this.#make();
      const error = await this.open().then(() => null, String);
      if (error === null) {
        this.#isReviving = false;
        back();
        return alerts.say("The keys worker is back");
      }
      alerts.alarm(`The keys worker could not be started: ${error}`);
      this.#keys.terminate();
    }
  }
}
