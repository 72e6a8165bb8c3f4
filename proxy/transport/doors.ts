import { type Door, type Leaf, openDoor } from "./door.ts";
import { type HostRule, placeOf } from "./host_rule.ts";

/** What doors are opened with. */
export interface DoorsOptions {
  /** Has a certificate made for a protected host. */
  readonly mint: (host: string) => Promise<Leaf>;
  readonly answer: (
    request: Request,
    at: { readonly rule: HostRule; readonly host: string },
  ) => Promise<Response>;
  readonly misdirected: (request: Request, host: string) => Promise<Response>;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** A leaf that expires within this time is replaced at the next connection. */
  readonly renewMs: number;
  /** More open doors than this close the one that was unused longest. */
  readonly maxDoors: number;
}

/** The open doors, by host: each opened when it is first asked for. */
export class Doors {
  readonly #options: DoorsOptions;
  readonly #open = new Map<string, Promise<Door>>();

  constructor(options: DoorsOptions) {
    this.#options = options;
  }

  /** The loopback port of a host's door. Rejects when no leaf can be made. */
  async portFor(rule: HostRule, host: string): Promise<number> {
    const key = `${host}:${placeOf(rule.name).port}`;
    const door = await (this.#open.get(key) ?? this.#openFor(key, rule, host));
    if (door.leaf.notAfter - this.#options.now() < this.#options.renewMs) {
      const renewed = await this.#openFor(key, rule, host);
      void door.close();
      return renewed.port;
    }
    this.#touch(key);
    return door.port;
  }

  /** Closes every door; resolves when their last requests are answered. */
  async close(): Promise<void> {
    const doors = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    await Promise.all(
      doors.map((d) => d.status === "fulfilled" ? d.value.close() : undefined),
    );
  }

  #openFor(key: string, rule: HostRule, host: string): Promise<Door> {
    const opened = this.#make(rule, host);
    this.#open.set(key, opened);
    opened.catch(() => {
      if (this.#open.get(key) === opened) this.#open.delete(key);
    });
    return opened;
  }

  async #make(rule: HostRule, host: string): Promise<Door> {
    const leaf = await this.#options.mint(host);
    return openDoor({
      host,
      port: placeOf(rule.name).port,
      leaf,
      answer: (request) => this.#options.answer(request, { rule, host }),
      misdirected: (request) => this.#options.misdirected(request, host),
    });
  }

  #touch(key: string): void {
    const door = this.#open.get(key);
    if (door === undefined) return;
    this.#open.delete(key);
    this.#open.set(key, door);
    if (this.#open.size <= this.#options.maxDoors) return;
    const [oldest, closing] = this.#open.entries().next().value!;
    this.#open.delete(oldest);
    closing.then((one) => one.close(), () => {});
  }
}
