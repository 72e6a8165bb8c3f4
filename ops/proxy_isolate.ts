import type { Hash, Switch } from "../audit/mod.ts";
import {
  type AwsCredentials,
  type FromProxy,
  type PolicySource,
  type PortShare,
  type ProxyFact,
  type ProxySettings,
  type Remembered,
  type ToProxy,
} from "../proxy/mod.ts";
import { Isolate } from "./isolate.ts";
import type { WorkerPermissions } from "./permissions.ts";

/** What the proxy worker is given. */
export interface ProxyOptions {
  readonly settings: ProxySettings;
  readonly permissions: WorkerPermissions;
  /** Its line to the keys worker. */
  readonly keys: MessagePort;
  readonly policy: PolicySource;
}

/** What main is told without asking. */
export interface ProxyEvents {
  readonly see: (facts: readonly ProxyFact[]) => void;
  readonly died: (why: string) => void;
}

/** The policy that a proxy worker has loaded. */
export interface LoadedPolicy {
  readonly policy: Hash;
  readonly patterns: number;
  /** What `policy` is the hash of. */
  readonly text: string;
}

/** Main's end of a proxy worker. */
export class ProxyIsolate {
  readonly #events: ProxyEvents;
  readonly #isolate: Isolate<ToProxy, FromProxy>;
  readonly #ready = Promise.withResolvers<LoadedPolicy>();
  readonly #listening = Promise.withResolvers<number>();
  readonly #drained = Promise.withResolvers<void>();
  readonly #asked = new Map<
    number,
    PromiseWithResolvers<readonly Remembered[]>
  >();
  #last = 0;
  /** Asked for and not yet answered, in order. */
  readonly #prepared: PromiseWithResolvers<LoadedPolicy>[] = [];

  constructor(module: URL, options: ProxyOptions, events: ProxyEvents) {
    this.#events = events;
    this.#ready.promise.catch(() => {});
    this.#listening.promise.catch(() => {});
    this.#isolate = new Isolate<ToProxy, FromProxy>({
      name: "proxy worker",
      module,
      permissions: options.permissions,
      hear: (message) => this.#hear(message),
      died: (why) => this.#fail(why),
    });
    const { settings, keys, policy } = options;
    this.#isolate.tell({ tell: "settings", settings, keys, policy }, [keys]);
  }

  /** Whether it died or was ended. */
  get hasEnded(): boolean {
    return this.#isolate.hasEnded;
  }

  /** Resolves when everything is loaded and only the port is missing. */
  get ready(): Promise<LoadedPolicy> {
    return this.#ready.promise;
  }

  /** Has it serve; resolves with the port, rejects if that is taken. */
  listen(share: PortShare): Promise<number> {
    this.#isolate.tell({ tell: "listen", share });
    return this.#listening.promise;
  }

  /** Takes over, before it serves, what `elder` knows. */
  inherit(elder: ProxyIsolate): void {
    const { port1, port2 } = new MessageChannel();
    this.#isolate.tell({ tell: "inherit", from: port1 }, [port1]);
    elder.#isolate.tell({ tell: "bequeath", to: port2 }, [port2]);
  }

  /** Has it end when its clients have, within these times. */
  async retire(
    limits: { readonly graceMs: number; readonly limitMs: number },
  ): Promise<void> {
    this.#isolate.tell({ tell: "retire", ...limits });
    await this.#drained.promise;
    this.terminate();
  }

  /** Has it lose its quiet clients now; what runs goes on. */
  hasten(): void {
    this.#isolate.tell({ tell: "hasten" });
  }

  /** Has it make a policy ready; what holds meanwhile is the old one. */
  prepare(policy: PolicySource): Promise<LoadedPolicy> {
    const prepared = Promise.withResolvers<LoadedPolicy>();
    this.#prepared.push(prepared);
    this.#isolate.tell({ tell: "policy", policy });
    return prepared.promise;
  }

  /** Which rule found the secrets whose tag or SHA-256 begins so. */
  why(start: string): Promise<readonly Remembered[]> {
    const id = ++this.#last;
    const asked = Promise.withResolvers<readonly Remembered[]>();
    this.#asked.set(id, asked);
    this.#isolate.tell({ tell: "why", id, start });
    return asked.promise;
  }

  /** Has one request that carries this ticket mirrored instead of sent. */
  rehearse(ticket: string): void {
    this.#isolate.tell({ tell: "rehearse", ticket });
  }

  /** The policy made ready last holds from now on. */
  adopt(): void {
    this.#isolate.tell({ tell: "adopt" });
  }

  arm(armed: readonly Switch[]): void {
    this.#isolate.tell({ tell: "armed", armed });
  }

  signWith(aws: AwsCredentials | null): void {
    this.#isolate.tell({ tell: "aws", aws });
  }

  /** A new line to the keys worker; `null` while there is none. */
  connect(keys: MessagePort | null): void {
    this.#isolate.tell({ tell: "keys", keys }, keys === null ? [] : [keys]);
  }

  /** Lets running answers finish, within `limitMs`, then ends the worker. */
  async drain(limitMs: number): Promise<void> {
    this.#isolate.tell({ tell: "drain", limitMs });
    await this.#drained.promise;
    this.terminate();
  }

  terminate(): void {
    this.#drained.resolve();
    this.#giveUp("it was ended");
    this.#isolate.terminate();
  }

  #hear(message: FromProxy): void {
    switch (message.tell) {
      case "ready":
        return this.#ready.resolve(message);
      case "because":
        this.#asked.get(message.id)?.resolve(message.found);
        this.#asked.delete(message.id);
        return;
      case "prepared":
        return this.#prepared.shift()?.resolve(message);
      case "listening":
        return this.#listening.resolve(message.port);
      case "drained":
        return this.#drained.resolve();
      case "facts":
        return this.#events.see(message.facts);
      case "failed":
        return this.#listening.reject(new Error(message.why));
      case "pong":
    }
  }

  /** No answer will come any more. */
  #giveUp(why: string): void {
    for (const one of this.#prepared.splice(0)) one.reject(new Error(why));
    for (const one of this.#asked.values()) one.resolve([]);
    this.#asked.clear();
  }

  #fail(why: string): void {
    this.#ready.reject(new Error(why));
    this.#listening.reject(new Error(why));
    this.#drained.resolve();
    this.#giveUp(why);
    this.#events.died(why);
  }
}
