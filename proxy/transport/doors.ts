import type net from "node:net";
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
  /** Takes a request for a WebSocket over. */
  readonly upgrade?: (
    request: Request,
    at: { readonly rule: HostRule; readonly host: string },
    client: net.Socket,
  ) => Promise<void>;
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

  /** A host's door. Rejects when no certificate can be made for it. */
  async doorFor(rule: HostRule, host: string): Promise<Door> {
    const { port } = placeOf(rule.name);
    const key = `${host}:${port}`;
    const door =
      await (this.#touch(key) ?? this.#openFor(key, { host, port, rule }));
    const left = door.leaf.notAfter - this.#options.now();
    if (left >= this.#options.renewMs) return door;
    const renewed = await this.#openFor(key, { host, port, rule });
    void door.retire();
    return renewed;
  }

  /** Ends those who have had an answer and ask for nothing more. */
  hasten(): void {
    for (const door of this.#open.values()) {
      door.then((one) => one.hasten(), () => {});
    }
  }

  /** Closes every door; resolves when their last requests are answered. */
  async close(): Promise<void> {
    const doors = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    await Promise.all(
      doors.map((d) => d.status === "fulfilled" ? d.value.close() : undefined),
    );
  }

  #openFor(key: string, at: At): Promise<Door> {
    const opened = this.#make(at);
    this.#open.set(key, opened);
    opened.catch(() => {
      if (this.#open.get(key) === opened) this.#open.delete(key);
    });
    if (this.#open.size > this.#options.maxDoors) this.#closeOldest();
    return opened;
  }

  async #make({ rule, host, port }: At): Promise<Door> {
    const { mint, answer, misdirected, upgrade } = this.#options;
    return openDoor({
      host,
      port,
      leaf: await mint(host),
      answer: (request) => answer(request, { rule, host }),
      misdirected: (request) => misdirected(request, host),
      ...upgrade && rule.websocket === "rewrite" && {
        upgrade: (request, client) => upgrade(request, { rule, host }, client),
      },
    });
  }

  /** The door that was opened, now the last to be closed for disuse. */
  #touch(key: string): Promise<Door> | undefined {
    const door = this.#open.get(key);
    if (door === undefined) return undefined;
    this.#open.delete(key);
    this.#open.set(key, door);
    return door;
  }

  #closeOldest(): void {
    const [key, door] = this.#open.entries().next().value!;
    this.#open.delete(key);
    door.then((one) => one.retire(), () => {});
  }
}

type At = {
  readonly rule: HostRule;
  readonly host: string;
  readonly port: number;
};
