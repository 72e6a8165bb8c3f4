import type { Switch } from "../audit/mod.ts";
import { changeOf, moveSwitch, type SwitchChange } from "./killswitch.ts";

/** What happens when a switch moves. */
export interface SwitchesOptions {
  /** From now on these are armed. */
  readonly apply: (armed: readonly Switch[]) => void;
  /** Resolves once the change is on record. */
  readonly record: (change: SwitchChange) => Promise<unknown>;
}

/**
 * The kill switches of a running instance.
 *
 * Arming takes effect first and is recorded then; clearing is recorded first,
 * so that traffic never flows on a change that nobody can look up.
 */
export class Switches {
  readonly #options: SwitchesOptions;
  #armed: readonly Switch[] = [];

  constructor(options: SwitchesOptions) {
    this.#options = options;
  }

  get armed(): readonly Switch[] {
    return this.#armed;
  }

  /** Makes a switch stand as wanted; `false` if it did already. */
  async set(source: Switch, wanted: boolean): Promise<boolean> {
    const change = changeOf(this.#armed, { source, wanted });
    if (change === null) return false;
    if (!wanted) await this.#options.record(change);
    this.#armed = moveSwitch(this.#armed, change);
    this.#options.apply(this.#armed);
    if (wanted) await this.#options.record(change);
    return true;
  }

  /** Moves a switch to where it is not. */
  toggle(source: Switch): Promise<boolean> {
    return this.set(source, !this.#armed.includes(source));
  }
}
