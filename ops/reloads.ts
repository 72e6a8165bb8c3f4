import type { PolicySource } from "../proxy/mod.ts";
import type { Config } from "./config.ts";
import { mustStay } from "./fixed_settings.ts";
import type { Home } from "./home.ts";
import type { Isolates } from "./isolates.ts";
import type { Knowledge } from "./knowledge.ts";
import type { PolicyKeeper, Reloaded } from "./policy/policy_keeper.ts";
import { readConfig, readSituation, type Situation } from "./situation.ts";
import type { Switches } from "./switches.ts";

/** What a reload reads with, and what it concerns. */
export interface ReloadsOptions {
  readonly home: Home;
  /** An environment variable. */
  readonly env: (name: string) => string | undefined;
  readonly keeper: PolicyKeeper;
  readonly isolates: Isolates;
  readonly switches: Switches;
  readonly knowledge: Knowledge;
  /** Another configuration is in force. */
  readonly adopted: (situation: Situation) => void;
}

/** Reads the files anew while an instance runs, and puts them in force. */
export class Reloads {
  readonly #options: ReloadsOptions;
  #situation: Situation;
  /** How often the configuration has armed its switch by itself. */
  #armings = 0;

  constructor(situation: Situation, options: ReloadsOptions) {
    this.#options = options;
    this.#situation = situation;
  }

  /** What is in force. */
  get situation(): Situation {
    return this.#situation;
  }

  /**
   * Reads all that there is, one reload after the other.
   *
   * @throws {WaterwallError} Then all stays as it was.
   */
  async reload(): Promise<Reloaded> {
    await this.armAtOnce();
    return await this.#options.keeper.reload(this.#adopt);
  }

  /** A switch that stops traffic waits for nothing else to be read. */
  async armAtOnce(): Promise<void> {
    const { home, switches } = this.#options;
    try {
      const config = await readConfig(home, { again: true });
      this.#mustStay(config);
      if (!config.killswitch) return;
      this.#armings += 1;
      await switches.set("config", true);
    } catch { /* what is wrong with it the reload says */ }
  }

  /** Puts what the files say in force; both were read and checked before. */
  readonly #adopt = async (source: PolicySource): Promise<Reloaded> => {
    const { home, env, isolates, knowledge, adopted } = this.#options;
    const before = this.#situation;
    const armings = this.#armings;
    const situation = await readSituation(home, env, { again: true });
    const { config } = situation;
    this.#mustStay(config);
    const caMade = await isolates.follow(situation);
    const old = knowledge.vitals.policy;
    const loaded = await isolates.adopt(source);
    this.#situation = situation;
    adopted(situation);
    await this.#move(config, armings);
    return {
      ...loaded,
      changed: loaded.policy !== old,
      reconfigured: JSON.stringify(config) !== JSON.stringify(before.config),
      hosts: situation.protectedHosts.length,
      caMade,
    };
  };

  /** Whoever armed the switch since knows better than what was read before. */
  async #move({ killswitch }: Config, armings: number): Promise<void> {
    if (!killswitch && armings !== this.#armings) return;
    await this.#options.switches.set("config", killswitch);
  }

  #mustStay(config: Config): void {
    mustStay(this.#situation.config, config, this.#options.home.config);
  }
}
