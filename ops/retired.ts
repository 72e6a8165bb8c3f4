import type { ProxyIsolate } from "./proxy_isolate.ts";
import type { Situation } from "./situation.ts";

/** How long the quiet clients of a relieved worker keep their connections. */
const GRACE_MS = 60_000;
/** More relieved workers than this end the oldest. */
const MAX_RETIRED = 4;
/** Within which that one has to end. */
const HASTE_MS = 5_000;

/** The relieved proxy workers that still have clients. */
export class Retired {
  readonly #all = new Set<ProxyIsolate>();

  /** The oldest first. */
  get all(): readonly ProxyIsolate[] {
    return [...this.#all];
  }

  has(proxy: ProxyIsolate): boolean {
    return this.#all.has(proxy);
  }

  /** Has a worker end with its clients; resolves when it has. */
  async retire(old: ProxyIsolate, { settings }: Situation): Promise<void> {
    this.#all.add(old);
    const [oldest] = this.#all;
    if (this.#all.size > MAX_RETIRED) void oldest!.drain(HASTE_MS);
    const { answerMs, idleMs } = settings.timeouts;
    await old.retire({ graceMs: GRACE_MS, limitMs: answerMs + idleMs });
    this.#all.delete(old);
  }
}
