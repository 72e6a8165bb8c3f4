/**
 * Running Waterwall: configuration, keys, workers and administration.
 *
 * @module
 */
export { type Config, parseConfig } from "./config.ts";
export {
  environment,
  environmentFor,
  type EnvironmentOptions,
  type Shell,
  SHELLS,
} from "./env.ts";
export { CaError, ConfigError, HomeError, ServiceError } from "./errors.ts";
export { type Home, homeAt, resolveHome, type Surroundings } from "./home.ts";
export { regenerateCa } from "./regenerate_ca.ts";
export type { Log, LogEvent } from "./log.ts";
export { readRunning, type Running } from "./running.ts";
export { type Service, type StartOptions, startService } from "./service.ts";
export { readConfig } from "./situation.ts";
export { fold, type State } from "./state.ts";
