import type { Fact } from "./fact.ts";
import type { Vitals } from "./health.ts";
import { observe } from "./observe.ts";
import { fold, NOTHING_YET, type Recorded, type State } from "./state.ts";
import { withVitals } from "./with_vitals.ts";

/** Hosts whose answering is remembered. */
const MAX_HOSTS = 256;

/** What a running instance knows of itself: the log's fold, and vital signs. */
export class Knowledge {
  readonly #now: () => number;
  #state: State = NOTHING_YET;
  #vitals: Vitals;
  #changed = () => {};

  /** @param now Unix milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
    this.#vitals = {
      startedMs: now(),
      serving: null,
      proxyUp: false,
      keysUp: false,
      chainIntact: true,
      patterns: 0,
      policy: "",
      armed: [],
      reachable: {},
      caUntilMs: 0,
      reloadError: null,
    };
  }

  get state(): State {
    return withVitals(this.#state, this.#vitals);
  }

  get vitals(): Vitals {
    return this.#vitals;
  }

  /** Who is told, from now on, that something is known anew. */
  tell(changed: () => void): void {
    this.#changed = changed;
  }

  /** Some vital signs are different now. */
  note(changed: Partial<Vitals>): void {
    this.#vitals = { ...this.#vitals, ...changed };
    this.#changed();
  }

  /** These records are durable. */
  learn(recorded: readonly Recorded[]): void {
    this.#state = recorded.reduce(fold, this.#state);
    this.#changed();
  }

  /** Facts that stand in no log. */
  see(facts: readonly Fact[]): void {
    const ms = this.#now();
    this.#state = facts.reduce(
      (state, fact) => observe(state, { ms, fact }),
      this.#state,
    );
    this.#changed();
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
