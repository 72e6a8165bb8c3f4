/**
 * The part of ops/ that loads at once: for what a shell waits for. It must not
 * reach the proxy, nor any package.
 *
 * @module
 */
export {
  environment,
  environmentFor,
  type EnvironmentOptions,
  type Shell,
  SHELLS,
} from "./env.ts";
export { type Home, homeAt, resolveHome } from "./home.ts";
export { LEVELS } from "./log.ts";
export { type Probed, probeHealth } from "./probe_health.ts";
export { readRunning, type Running } from "./running.ts";
