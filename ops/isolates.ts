import {
  type Committed,
  type Entry,
  type LedgerOrder,
  type OrderDone,
  type Switch,
  WaterwallError,
} from "../audit/mod.ts";
import {
  type AwsCredentials,
  type PolicySource,
  type Remembered,
  WORKER as PROXY_WORKER,
} from "../proxy/mod.ts";
import { Alerts } from "./alerts.ts";
import { ServiceError } from "./errors.ts";
import type { Home } from "./home.ts";
import { KeptKeys } from "./kept_keys.ts";
import { KeptProxy } from "./kept_proxy.ts";
import type { PolicyInForce } from "./keys_isolate.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Log } from "./log.ts";
import type { LoadedPolicy } from "./proxy_isolate.ts";
import { needsWorker } from "./relief.ts";
import type { Situation } from "./situation.ts";

/** What the workers are made from. */
export interface IsolatesOptions {
  readonly home: Home;
  readonly situation: Situation;
  /** What is in force at the start. */
  readonly policy: PolicySource;
  /** Name and version, for the record. */
  readonly tool: string;
  readonly knowledge: Knowledge;
  readonly log: Log;
  readonly modules?: WorkerModules;
}

/** The modules that the workers run. */
export interface WorkerModules {
  readonly keys: URL;
  readonly proxy: URL;
}

const MODULES: WorkerModules = {
  keys: new URL("./keys_worker.ts", import.meta.url),
  proxy: PROXY_WORKER,
};

/**
 * The two workers, each kept alive, and what concerns both.
 *
 * While one of them is away everything is refused: by the proxy itself while
 * the keys are, by main on the proxy's port while the proxy is.
 */
export class Isolates {
  readonly #knowledge: Knowledge;
  readonly #keys: KeptKeys;
  readonly #proxy: KeptProxy;
  #situation: Situation;
  #policy: PolicyInForce = { policy: "", text: "" };

  constructor(options: IsolatesOptions) {
    const { home, tool, situation, policy, knowledge, log } = options;
    const { keys, proxy } = options.modules ?? MODULES;
    const alerts = new Alerts(log, home.config);
    this.#knowledge = knowledge;
    this.#situation = situation;
    this.#keys = new KeptKeys({
      module: keys,
      home,
      tool,
      knowledge,
      alerts,
      situation: () => this.#situation,
      policy: () => this.#policy,
      gone: () => this.#proxy.disconnect(),
      back: () => this.#proxy.reconnect(),
    });
    this.#proxy = new KeptProxy({
      module: proxy,
      knowledge,
      alerts,
      line: () => this.#keys.line(),
    }, { situation, policy });
  }

  /**
   * Resolves when the ledger is open and the policy loaded, with the reason
   * why a CA was made, if one was.
   *
   * @throws {HomeError} `running`: another instance has the ledger.
   * @throws {WaterwallError} Whatever keeps a worker from its work.
   */
  async open(): Promise<string | null> {
    const { policy, patterns, text } = await this.#proxy.ready;
    this.#policy = { policy, text };
    this.#knowledge.note({ policy, patterns });
    return await this.#keys.open();
  }

  /**
   * Has the proxy serve; resolves with its port.
   *
   * @throws {ServiceError} `port_taken`.
   */
  async listen(port: number): Promise<number> {
    const taken = (error: unknown) => {
      throw ServiceError.portTaken(port, error);
    };
    const served = await this.#proxy.listen(port).catch(taken);
    this.#keys.keep();
    return served;
  }

  /** Resolves once the entry is durable. */
  record(entry: Entry): Promise<Committed> {
    return this.#keys.record(entry);
  }

  /** Resolves once the order is obeyed. */
  obey(order: LedgerOrder): Promise<OrderDone> {
    return this.#keys.obey(order);
  }

  /**
   * Puts another policy in force, once that is on record. Requests that began
   * under the old one end under it.
   *
   * @throws {LedgerError} It cannot be recorded; the old one stays.
   */
  async adopt(source: PolicySource): Promise<Omit<LoadedPolicy, "text">> {
    const { policy, patterns, text } = await this.#proxy.prepare(source);
    const { policy: old } = this.#policy;
    if (policy !== old) {
      const change = { type: "policy", old, new: policy, patterns } as const;
      await this.#keys.record(change, text);
    }
    this.#policy = { policy, text };
    await this.#proxy.adopt(source);
    this.#knowledge.note({ policy, patterns });
    return { policy, patterns };
  }

  /** Which rule found the secrets whose tag or SHA-256 begins so. */
  why(start: string): Promise<readonly Remembered[]> {
    return this.#proxy.why(start);
  }

  /** A ticket for one request that is to be mirrored instead of sent. */
  rehearse(): string {
    const ticket = crypto.randomUUID();
    this.#proxy.rehearse(ticket);
    return ticket;
  }

  /** From now on these kill switches are armed. */
  arm(armed: readonly Switch[]): void {
    this.#proxy.arm(armed);
  }

  /**
   * Has both workers follow a configuration that changed.
   *
   * A worker's permissions are fixed when it is made, so another one takes
   * over the port; the one before serves its clients to their end. Resolves
   * with the reason why a CA was made, if one was.
   *
   * @throws {WaterwallError} Then all stays as it was.
   */
  async follow(situation: Situation): Promise<string | null> {
    if (this.#keys.isReviving || this.#proxy.isReviving) {
      throw ServiceError.busy();
    }
    const before = this.#situation;
    this.#situation = situation;
    if (!needsWorker(before, situation)) {
      this.#proxy.keep(situation);
      return null;
    }
    try {
      return await this.#proxy.relieve(situation, () => this.#vouch());
    } catch (error) {
      this.#situation = before;
      await this.#keys.vouchFor(before).catch(() => {});
      if (error instanceof WaterwallError) throw error;
      throw ServiceError.notReplaced(error);
    }
  }

  /** From now on these keys sign for AWS; `null` if none do. */
  signWith(aws: AwsCredentials | null): void {
    this.#proxy.signWith(aws);
  }

  /** Lets answers finish within `drainMs`, then has the last record written. */
  async close(reason: string, drainMs: number): Promise<void> {
    this.#keys.release();
    await this.#proxy.close(drainMs);
    await this.#keys.close(reason);
  }

  /** Has the CA be for what is protected now; why it was made, if it was. */
  async #vouch(): Promise<string | null> {
    const { caUntilMs, caMade } = await this.#keys.vouchFor(this.#situation);
    this.#knowledge.note({ caUntilMs });
    return caMade;
  }
}
