import type { Forward, Outgoing, Prepare } from "../exchange.ts";
import type { TransportFact } from "./fact.ts";
import type { HostRule } from "./host_rule.ts";
import { targetOf } from "./target.ts";
import { forwardTo, type Upstream, type UpstreamOptions } from "./upstream.ts";

/** Hosts with connections of their own; more are closed, oldest first. */
const MOST = 256;

/** The providers' connections, by host: each made when it is first needed. */
export class Upstreams {
  readonly #options: UpstreamOptions;
  readonly #observe: (fact: TransportFact) => void;
  readonly #byHost = new Map<string, Upstream>();
  readonly #reachable = new Map<string, boolean>();

  constructor(
    options: UpstreamOptions,
    observe: (fact: TransportFact) => void,
  ) {
    this.#options = options;
    this.#observe = observe;
  }

  /** The value of the `Host` field that a host is sent. */
  authorityFor(rule: HostRule, host: string): string {
    return this.#upstreamFor(rule, host).authority;
  }

  /** How requests to a host are sent. */
  forwardFor(rule: HostRule, host: string): Forward {
    return this.#telling(host, this.#upstreamFor(rule, host).forward);
  }

  /** How requests to a host are prepared. */
  prepareFor(rule: HostRule, host: string): Prepare {
    return this.#upstreamFor(rule, host).prepare;
  }

  /** How a WebSocket to a host is asked for. */
  connectFor(rule: HostRule, host: string): Upstream["connect"] {
    return this.#telling(host, this.#upstreamFor(rule, host).connect);
  }

  /** Tells, besides, whether the host could be reached. */
  #telling<Answer>(
    host: string,
    ask: (outgoing: Outgoing) => Promise<Answer>,
  ): (outgoing: Outgoing) => Promise<Answer> {
    return async (outgoing) => {
      try {
        const answer = await ask(outgoing);
        this.#tell(host, true);
        return answer;
      } catch (error) {
        if (!outgoing.signal.aborted) this.#tell(host, false);
        throw error;
      }
    };
  }

  close(): void {
    for (const upstream of this.#byHost.values()) upstream.close();
    this.#byHost.clear();
  }

  #upstreamFor(rule: HostRule, host: string): Upstream {
    const known = this.#byHost.get(host);
    if (known !== undefined) return known;
    const { roots } = this.#options;
    const trusted = rule.upstreamCa === null
      ? roots
      : [...roots, rule.upstreamCa];
    const target = targetOf(rule, host);
    const made = forwardTo(target, { ...this.#options, roots: trusted });
    this.#byHost.set(host, made);
    if (this.#byHost.size > MOST) this.#closeOldest();
    return made;
  }

  #closeOldest(): void {
    const [host, upstream] = this.#byHost.entries().next().value!;
    this.#byHost.delete(host);
    this.#reachable.delete(host);
    upstream.close();
  }

  #tell(host: string, reachable: boolean): void {
    if (this.#reachable.get(host) === reachable) return;
    this.#reachable.set(host, reachable);
    this.#observe({ fact: "upstream", host, reachable });
  }
}
