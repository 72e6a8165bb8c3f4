import { type ProxyFact, Seldom } from "../proxy/mod.ts";
import type { Log } from "./log.ts";

/** How often the same denied host is worth a line. */
const DENIED_MS = 600_000;

/** What is said to the person who runs an instance. */
export class Alerts {
  readonly #log: Log;
  /** Where a person permits a host. */
  readonly #configFile: string;
  readonly #denied = new Seldom({ everyMs: DENIED_MS, most: 256 });

  constructor(log: Log, configFile: string) {
    this.#log = log;
    this.#configFile = configFile;
  }

  /** Protection is interrupted, and traffic with it. */
  alarm(text: string): void {
    this.#log({ level: "alarm", text });
  }

  say(text: string): void {
    this.#log({ level: "info", text });
  }

  /** Says those facts that a person may want to act on, each now and then. */
  see(facts: readonly ProxyFact[], nowMs: number): void {
    for (const fact of facts) {
      if (fact.fact === "denied") this.#deny(fact.host, nowMs);
      if (fact.fact === "passed") this.#passed(fact);
      if (fact.fact === "fault") {
        this.alarm(`Something failed outside every request: ${fact.why}`);
      }
    }
  }

  #passed({ request, host, addedMs }: Extract<ProxyFact, { fact: "passed" }>) {
    const about = { request, host, added_ms: Math.round(addedMs * 100) / 100 };
    this.#log({ level: "debug", text: "Passed a request on", about });
  }

  #deny(host: string, nowMs: number): void {
    if (!this.#denied.admits(host, nowMs)) return;
    const lines = `[[host]] name = "${host}" policy = "tunnel"`;
    const text = `Denied ${host}. To permit it, add to ${this.#configFile}: `;
    this.#log({ level: "warning", text: text + lines });
  }
}
