import type { Hash, Switch } from "../audit/mod.ts";
import type { ProxyFact } from "../proxy/mod.ts";
import type { Vitals } from "./health.ts";
import { fold, NOTHING_YET, type Recorded, type State } from "./state.ts";

/** Hosts whose answering is remembered. */
const MAX_HOSTS = 256;

/** What a running instance knows of itself: the log's fold, and vital signs. */
export class Knowledge {
  #state: State = NOTHING_YET;
  #vitals: Vitals;

  constructor(startedMs: number) {
    this.#vitals = {
      startedMs,
      proxyUp: false,
      keysUp: false,
      chainIntact: true,
      patterns: 0,
      policy: "",
      armed: [],
      reachable: {},
      caUntilMs: 0,
    };
  }

  get state(): State {
    const { policy, patterns, armed } = this.#vitals;
    return {
      ...this.#state,
      policy: policy as Hash,
      patterns,
      killswitch: armed as readonly Switch[],
    };
  }

  get vitals(): Vitals {
    return this.#vitals;
  }

  /** Some vital signs are different now. */
  note(changed: Partial<Vitals>): void {
    this.#vitals = { ...this.#vitals, ...changed };
  }

  /** These records are durable. */
  learn(recorded: readonly Recorded[]): void {
    this.#state = recorded.reduce(fold, this.#state);
  }

  /** Facts that stand in no log. */
  see(facts: readonly ProxyFact[]): void {
    for (const fact of facts) {
      if (fact.fact !== "upstream") continue;
      const { reachable } = this.#vitals;
      const known = Object.entries(reachable)
        .filter(([host]) => host !== fact.host).slice(1 - MAX_HOSTS);
      this.note({
        reachable: Object.fromEntries([...known, [fact.host, fact.reachable]]),
      });
    }
  }
}
