import type { ProxyIsolate } from "./proxy_isolate.ts";
import type { Situation } from "./situation.ts";

/** How long the quiet clients of a relieved worker keep their connections. */
const GRACE_MS = 60_000;
/** Of more than so many the oldest loses its quiet clients now. */
const CROWD = 4;
/** Of more than so many the oldest has to end, whatever runs in it. */
const MOST = 16;
/** Within which that is. */
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
    const { all } = this;
    for (const one of all.slice(0, -CROWD)) one.hasten();
    for (const one of all.slice(0, -MOST)) void one.drain(HASTE_MS);
    const { answerMs, idleMs } = settings.timeouts;
    await old.retire({ graceMs: GRACE_MS, limitMs: answerMs + idleMs });
    this.#all.delete(old);
  }
}
