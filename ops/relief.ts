import type { ProxyFact } from "../proxy/mod.ts";
import { proxyPermissions, type WorkerPermissions } from "./permissions.ts";
import type { Situation } from "./situation.ts";

/** What a relieved worker holds is no measure of the instance. */
export function happened({ fact }: ProxyFact): boolean {
  return fact !== "vault" && fact !== "cache";
}

/** Whether a worker made for one configuration cannot serve another. */
export function needsWorker(before: Situation, after: Situation): boolean {
  return JSON.stringify(before.settings) !== JSON.stringify(after.settings);
}

/** What the CA has to be for. */
export function authorityOf({ protectedHosts: hosts, settings }: Situation) {
  return { hosts, roots: settings.roots };
}

/** What the proxy worker may do. */
export function reachOf(
  { config, settings: { corporateProxy } }: Situation,
): WorkerPermissions {
  const proxies = corporateProxy === null ? [] : [corporateProxy.origin];
  return proxyPermissions(config, proxies);
}
