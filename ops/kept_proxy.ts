import type { Switch } from "../audit/mod.ts";
import type { AwsCredentials, PolicySource, Remembered } from "../proxy/mod.ts";
import type { Alerts } from "./alerts.ts";
import { backOff } from "./back_off.ts";
import type { Knowledge } from "./knowledge.ts";
import { type LoadedPolicy, ProxyIsolate } from "./proxy_isolate.ts";
import { ProxyPort } from "./proxy_port.ts";
import { happened, reachOf } from "./relief.ts";
import { Retired } from "./retired.ts";
import type { Situation } from "./situation.ts";
import { pause, within } from "./within.ts";

/** What the proxy worker is made from, each time. */
export interface KeptProxyOptions {
  readonly module: URL;
  readonly knowledge: Knowledge;
  readonly alerts: Alerts;
  /** A new line to the keys worker. */
  readonly line: () => MessagePort;
}

/** What a proxy worker is to do. */
export interface ProxyTask {
  readonly situation: Situation;
  readonly policy: PolicySource;
  /** Keys that sign for AWS, if they are others than the configuration's. */
  readonly aws?: AwsCredentials | null;
}

/** How much longer than its own limit draining may take before it is cut. */
const DRAIN_GRACE_MS = 5_000;

/**
 * The proxy worker, kept alive, and the port that it serves.
 *
 * One that dies is an alarm, and is started again after longer and longer
 * pauses; until it is back, everyone is refused.
 */
export class KeptProxy {
  readonly #options: KeptProxyOptions;
  readonly #retired = new Retired();
  #task: ProxyTask;
  #proxy: ProxyIsolate;
  /** Which one made the last policy ready. */
  #prepared: ProxyIsolate | null = null;
  /** `null` before anybody shall serve it. */
  #port: ProxyPort | null = null;
  /** Settles when the takeover that goes on has come to its end. */
  #relieving: Promise<unknown> = Promise.resolve();
  #isReviving = false;

  constructor(options: KeptProxyOptions, task: ProxyTask) {
    this.#options = options;
    this.#task = task;
    this.#proxy = this.#make();
  }

  /** Whether one that died is being replaced. */
  get isReviving(): boolean {
    return this.#isReviving;
  }

  /** Resolves when its policy is loaded and only the port is missing. */
  get ready(): Promise<LoadedPolicy> {
    return this.#proxy.ready;
  }

  /**
   * Has it serve; resolves with its port, rejects if that is taken. From now
   * on one that dies is replaced.
   */
  async listen(port: number): Promise<number> {
    this.#port = await ProxyPort.open(port);
    await this.#port.pass((share) => this.#proxy.listen(share), () => {});
    this.#options.knowledge.note({ proxyUp: true });
    return this.#port.number;
  }

  /**
   * Has another worker take over, which does this; the one before serves its
   * clients to their end. Rejects when that fails: then all stays as it was.
   *
   * @param agreed is asked when the other is ready, before it serves.
   */
  relieve<T>(situation: Situation, agreed: () => Promise<T>): Promise<T> {
    const relieved = this.#relieve(situation, agreed);
    this.#relieving = relieved.catch(() => {});
    return relieved;
  }

  async #relieve<T>(
    situation: Situation,
    agreed: () => Promise<T>,
  ): Promise<T> {
    const before = this.#task;
    this.#task = { situation, policy: before.policy };
    const next = this.#make();
    try {
      await next.ready;
      const answer = await agreed();
      await this.#handOver(next, before.situation);
      return answer;
    } catch (error) {
      next.terminate();
      this.#task = before;
      throw error;
    }
  }

  /** The configuration is this one now, which needs no other worker. */
  keep(situation: Situation): void {
    this.#task = { situation, policy: this.#task.policy };
  }

  /** Has a policy made ready; what holds meanwhile is the old one. */
  prepare(policy: PolicySource): Promise<LoadedPolicy> {
    this.#prepared = this.#proxy;
    return this.#proxy.prepare(policy);
  }

  /** Puts the policy in force that was made ready last. */
  async adopt(policy: PolicySource): Promise<void> {
    this.#task = { ...this.#task, policy };
    if (this.#prepared !== this.#proxy) await this.prepare(policy);
    this.#proxy.adopt();
    for (const old of this.#retired.all) {
      void old.prepare(policy).then(() => old.adopt(), () => {});
    }
  }

  /** Which rule found the secrets whose tag or SHA-256 begins so. */
  why(start: string): Promise<readonly Remembered[]> {
    return this.#proxy.why(start);
  }

  /** Has one request that carries this ticket mirrored instead of sent. */
  rehearse(ticket: string): void {
    this.#proxy.rehearse(ticket);
  }

  /** From now on these kill switches are armed. */
  arm(armed: readonly Switch[]): void {
    for (const proxy of this.#all) proxy.arm(armed);
  }

  /** From now on these keys sign for AWS; `null` if none do. */
  signWith(aws: AwsCredentials | null): void {
    this.#task = { ...this.#task, aws };
    this.#proxy.signWith(aws);
  }

  /** The keys worker is gone: nothing can be recorded. */
  disconnect(): void {
    for (const proxy of this.#all) proxy.connect(null);
  }

  /** The keys worker is another one. */
  reconnect(): void {
    for (const proxy of this.#all) proxy.connect(this.#options.line());
  }

  /** Serves nobody new, lets answers finish within `drainMs`, and ends it. */
  async close(drainMs: number): Promise<void> {
    await this.#port?.close();
    const drained = this.#all.map((proxy) => proxy.drain(drainMs));
    await within(drainMs + DRAIN_GRACE_MS, Promise.allSettled(drained));
    for (const proxy of this.#all) proxy.terminate();
  }

  get #all(): readonly ProxyIsolate[] {
    return [this.#proxy, ...this.#retired.all];
  }

  #make(): ProxyIsolate {
    const { knowledge, alerts, module, line } = this.#options;
    const { situation, policy, aws } = this.#task;
    const { settings } = situation;
    const made: ProxyIsolate = new ProxyIsolate(module, {
      settings: {
        ...settings,
        armed: knowledge.vitals.armed,
        aws: aws === undefined ? settings.aws ?? null : aws,
      },
      permissions: reachOf(situation),
      keys: line(),
      policy,
    }, {
      see: (told) => {
        const facts = this.#retired.has(made) ? told.filter(happened) : told;
        knowledge.see(facts);
        alerts.see(facts, performance.now());
      },
      died: (why) => void this.#revive(made, why),
    });
    return made;
  }

  async #handOver(next: ProxyIsolate, before: Situation): Promise<void> {
    const old = this.#proxy;
    next.inherit(old);
    await this.#port!.pass((share) => next.listen(share), () => {
      void this.#retired.retire(old, before);
    });
    this.#proxy = next;
    next.arm(this.#options.knowledge.vitals.armed);
  }

  async #revive(dead: ProxyIsolate, why: string): Promise<void> {
    const { knowledge, alerts } = this.#options;
    await this.#relieving;
    if (!this.#port?.isOpen || dead !== this.#proxy) return;
    // One that dies while it is being started is tried again below.
    if (this.#isReviving) return;
    this.#isReviving = true;
    knowledge.note({ proxyUp: false });
    alerts.alarm(`The proxy worker died, nothing is forwarded: ${why}`);
    for (let attempt = 0; this.#port.isOpen; attempt++) {
      await this.#port.refuse();
      await pause(backOff(attempt));
      if (!this.#port.isOpen) return;
      if (!await this.#replace(this.#port)) continue;
      this.#isReviving = false;
      return alerts.say("The proxy is back");
    }
  }

  async #replace(port: ProxyPort): Promise<boolean> {
    const { knowledge, alerts } = this.#options;
    const proxy = this.#make();
    this.#proxy = proxy;
    try {
      await proxy.ready;
      await port.pass((share) => proxy.listen(share), () => port.relent());
      // It may have died since it began to serve, while the door was closed.
      if (proxy.hasEnded) return false;
      proxy.arm(knowledge.vitals.armed);
      knowledge.note({ proxyUp: true });
      return true;
    } catch (error) {
      alerts.alarm(`The proxy worker could not be started: ${error}`);
      proxy.terminate();
      return false;
    }
  }
}
