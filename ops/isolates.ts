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
  OpenPort,
  type PolicySource,
  refuseAll,
  type RefusingDoor,
  type Remembered,
  WORKER as PROXY_WORKER,
} from "../proxy/mod.ts";
import { Alerts } from "./alerts.ts";
import { backOff } from "./back_off.ts";
import { HomeError, ServiceError } from "./errors.ts";
import type { Home } from "./home.ts";
import { KeysIsolate, type PolicyInForce } from "./keys_isolate.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Log } from "./log.ts";
import { proxyPermissions } from "./permissions.ts";
import { type LoadedPolicy, ProxyIsolate } from "./proxy_isolate.ts";
import { Retired } from "./retired.ts";
import { readRunning } from "./running.ts";
import type { Situation } from "./situation.ts";
import { authorityOf, happened, needsWorker } from "./relief.ts";
import { pause, within } from "./within.ts";

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

/** How much longer than its own limit draining may take before it is cut. */
const DRAIN_GRACE_MS = 5_000;
const CLOSE_LIMIT_MS = 10_000;

/**
 * The two workers, kept alive.
 *
 * One that dies is an alarm, and is started again, after longer and longer
 * pauses. Until it is back everything is refused: by the proxy itself while
 * the keys are away, by main on the proxy's port while the proxy is.
 */
export class Isolates {
  readonly #options: IsolatesOptions;
  #situation: Situation;
  #keys: KeysIsolate;
  #proxy: ProxyIsolate;
  readonly #retired = new Retired();
  #refusing: RefusingDoor | null = null;
  readonly #alerts: Alerts;
  /** Workers that are being replaced. */
  readonly #reviving = new Set<"keys" | "proxy">();
  #policy: PolicyInForce = { policy: "", text: "" };
  #source: PolicySource;
  /** Held open whoever serves it; `null` while nobody shall. */
  #port: OpenPort | null = null;
  /** The keys that were read last; `undefined` while the first still hold. */
  #aws: AwsCredentials | null | undefined;
  /** Whether a worker that dies is to be replaced. */
  #kept = false;

  constructor(options: IsolatesOptions) {
    this.#options = options;
    this.#situation = options.situation;
    this.#alerts = new Alerts(options.log, options.home.config);
    this.#source = options.policy;
    this.#keys = this.#newKeys();
    this.#proxy = this.#newProxy();
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
    this.#options.knowledge.note({ policy, patterns });
    return await this.#open(this.#keys);
  }

  /**
   * Has the proxy serve; resolves with its port.
   *
   * @throws {ServiceError} `port_taken`.
   */
  async listen(port: number): Promise<number> {
    try {
      this.#port = await OpenPort.open(port);
      await this.#proxy.listen(this.#port.share());
    } catch (error) {
      throw ServiceError.portTaken(port, error);
    }
    this.#options.knowledge.note({ proxyUp: true });
    this.#kept = true;
    return this.#port.port;
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
    const proxy = this.#proxy;
    const { policy, patterns, text } = await proxy.prepare(source);
    const { policy: old } = this.#policy;
    if (policy !== old) {
      const change = { type: "policy", old, new: policy, patterns } as const;
      await this.#keys.record(change, text);
    }
    this.#policy = { policy, text };
    this.#source = source;
    if (proxy !== this.#proxy) await this.#proxy.prepare(source);
    this.#proxy.adopt();
    for (const old of this.#retired.all) {
      void old.prepare(source).then(() => old.adopt(), () => {});
    }
    this.#options.knowledge.note({ policy, patterns });
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
    for (const proxy of this.#proxies) proxy.arm(armed);
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
    if (this.#reviving.size > 0) throw ServiceError.busy();
    const before = this.#situation;
    this.#aws = undefined;
    if (!needsWorker(before, situation)) {
      this.#situation = situation;
      return null;
    }
    this.#situation = situation;
    const next = this.#newProxy();
    try {
      await next.ready;
      const kept = await this.#keys.vouchFor(authorityOf(situation));
      this.#options.knowledge.note({ caUntilMs: kept.caUntilMs });
      await this.#handOver(next, before);
      return kept.caMade;
    } catch (error) {
      next.terminate();
      this.#situation = before;
      await this.#keys.vouchFor(authorityOf(before)).catch(() => {});
      if (error instanceof WaterwallError) throw error;
      throw ServiceError.notReplaced(error);
    }
  }

  /** From now on these keys sign for AWS; `null` if none do. */
  signWith(aws: AwsCredentials | null): void {
    this.#aws = aws;
    this.#proxy.signWith(aws);
  }

  /** Lets answers finish within `drainMs`, then has the last record written. */
  async close(reason: string, drainMs: number): Promise<void> {
    this.#kept = false;
    this.#port?.close();
    await this.#refusing?.close();
    const drained = this.#proxies.map((proxy) => proxy.drain(drainMs));
    await within(drainMs + DRAIN_GRACE_MS, Promise.allSettled(drained));
    for (const proxy of this.#proxies) proxy.terminate();
    await within(CLOSE_LIMIT_MS, this.#keys.close(reason));
    this.#keys.terminate();
  }

  get #proxies(): readonly ProxyIsolate[] {
    return [this.#proxy, ...this.#retired.all];
  }

  async #handOver(next: ProxyIsolate, before: Situation): Promise<void> {
    const old = this.#proxy;
    next.inherit(old);
    const { isShared } = this.#port!;
    // Where ports cannot be shared, the old one must let go first.
    const relieved = isShared ? null : this.#retired.retire(old, before);
    await next.listen(this.#port!.share());
    this.#proxy = next;
    next.arm(this.#options.knowledge.vitals.armed);
    void (relieved ?? this.#retired.retire(old, before));
  }

  #newKeys(): KeysIsolate {
    const { home, tool, knowledge, modules } = this.#options;
    const situation = this.#situation;
    const { keys: module } = modules ?? MODULES;
    const made: KeysIsolate = new KeysIsolate(module, {
      home,
      tool,
      hosts: situation.protectedHosts,
      roots: situation.settings.roots,
      segmentBytes: situation.config.audit_segment_mib * 2 ** 20,
      sessionIdleMs: situation.config.session_idle_minutes * 60_000,
      receipts: situation.config.audit_receipts,
    }, {
      recorded: (recorded) => knowledge.learn(recorded),
      appended: (durations) =>
        knowledge.see(
          durations.map((afterMs) => ({ fact: "appended", afterMs })),
        ),
      broken: (why) => {
        knowledge.note({ chainIntact: false });
        knowledge.see([{ fact: "broken", why }]);
        this.#alerts.alarm(`The audit log takes no more records: ${why}`);
      },
      died: (why) => void this.#reviveKeys(made, why),
    });
    return made;
  }

  #newProxy(): ProxyIsolate {
    const { knowledge, modules } = this.#options;
    const { config, settings } = this.#situation;
    const { corporateProxy } = settings;
    const { proxy: module } = modules ?? MODULES;
    const made: ProxyIsolate = new ProxyIsolate(module, {
      settings: {
        ...settings,
        armed: knowledge.vitals.armed,
        aws: this.#aws === undefined ? settings.aws ?? null : this.#aws,
      },
      permissions: proxyPermissions(
        config,
        corporateProxy === null ? [] : [corporateProxy.origin],
      ),
      keys: this.#keys.line(),
      policy: this.#source,
    }, {
      see: (told) => {
        const facts = this.#retired.has(made) ? told.filter(happened) : told;
        knowledge.see(facts);
        this.#alerts.see(facts, performance.now());
      },
      died: (why) => void this.#reviveProxy(made, why),
    });
    return made;
  }

  async #open(keys: KeysIsolate): Promise<string | null> {
    try {
      const { caUntilMs, caMade, size } = await keys.open(this.#policy);
      const up = { keysUp: true, chainIntact: true, caUntilMs };
      this.#options.knowledge.note(up);
      this.#options.knowledge.see([{ fact: "opened", records: size }]);
      return caMade;
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code !== "locked") throw error;
      const { home } = this.#options;
      throw HomeError.running(home.dir, await readRunning(home));
    }
  }

  async #reviveKeys(dead: KeysIsolate, why: string): Promise<void> {
    if (!this.#kept || dead !== this.#keys) return;
    // One that dies while it is being started is tried again below.
    if (this.#reviving.has("keys")) return;
    this.#reviving.add("keys");
    this.#options.knowledge.note({ keysUp: false });
    this.#alerts.alarm(`The keys worker died, nothing is forwarded: ${why}`);
    for (const proxy of this.#proxies) proxy.connect(null);
    for (let attempt = 0; this.#kept; attempt++) {
      await pause(backOff(attempt));
      this.#keys = this.#newKeys();
      const error = await this.#open(this.#keys).then(() => null, String);
      if (error === null) {
        this.#reviving.delete("keys");
        for (const proxy of this.#proxies) proxy.connect(this.#keys.line());
        return this.#alerts.say("The keys worker is back");
      }
      this.#alerts.alarm(`The keys worker could not be started: ${error}`);
      this.#keys.terminate();
    }
  }

  async #reviveProxy(dead: ProxyIsolate, why: string): Promise<void> {
    if (!this.#kept || dead !== this.#proxy) return;
    if (this.#reviving.has("proxy")) return;
    this.#reviving.add("proxy");
    this.#options.knowledge.note({ proxyUp: false });
    this.#alerts.alarm(`The proxy worker died, nothing is forwarded: ${why}`);
    for (let attempt = 0; this.#kept; attempt++) {
      await this.#refuse();
      await pause(backOff(attempt));
      if (!await this.#replaceProxy()) continue;
      this.#reviving.delete("proxy");
      return this.#alerts.say("The proxy is back");
    }
  }

  async #replaceProxy(): Promise<boolean> {
    this.#proxy = this.#newProxy();
    try {
      await this.#proxy.ready;
      const listening = this.#proxy.listen(this.#port!.share());
      // Where the port is shared, this one closes when the other is there.
      if (this.#port!.isShared) await listening;
      await this.#refusing?.close();
      this.#refusing = null;
      await listening;
      this.#proxy.arm(this.#options.knowledge.vitals.armed);
      this.#options.knowledge.note({ proxyUp: true });
      return true;
    } catch (error) {
      this.#alerts.alarm(`The proxy worker could not be started: ${error}`);
      this.#proxy.terminate();
      return false;
    }
  }

  /** Answers for the proxy, as soon as its port is free. */
  async #refuse(): Promise<void> {
    // Where the dead worker still has the port, the next attempt comes soon.
    this.#refusing ??= await refuseAll(this.#port!.share()).catch(() => null);
  }
}
