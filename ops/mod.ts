/**
 * Running Waterwall: configuration, keys, workers and administration.
 *
 * @module
 */
export { type Config, parseConfig, wish } from "./config.ts";
export { type Setting, SETTINGS } from "./settings.ts";
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
export {
  isWanted,
  type Level,
  LEVELS,
  type Log,
  type LogEvent,
} from "./log.ts";
export {
  humanLine,
  isLineWanted,
  jsonLine,
  readLine,
} from "./logs/log_line.ts";
export { startDaemon } from "./daemon.ts";
export { type Autostart, autostart } from "./autostart/autostart.ts";
export { openHome } from "./open_home.ts";
export { type TrustStore, trustStore } from "./trust/trust_store.ts";
export { runAgain } from "./run_again.ts";
export { telemetryEnv } from "./telemetry_env.ts";
export { isAlive, untilGone } from "./process.ts";
export { armedAtStart } from "./armed_at_start.ts";
export { switchSentinel } from "./switch_sentinel.ts";
export { readRunning, type Running } from "./running.ts";
export { type Service, type StartOptions, startService } from "./service.ts";
export { readConfig } from "./situation.ts";
export type { Activity } from "./activity.ts";
export type { Figures, FiveMinutes, Slot } from "./five_minutes.ts";
export { age, clock, count, NONE, visible } from "./page/format.js";
export { activityCells, matches } from "./page/activity_cells.js";
export { chainRows } from "./page/chain_rows.js";
export { counterRows } from "./page/counter_rows.js";
export { mapRows } from "./page/map_rows.js";
export { sessionCells } from "./page/session_cells.js";
export { switchRows } from "./page/switch_rows.js";
export type { Health, PaneHealth, PaneId } from "./pane_health.ts";
export type { Row, Tone } from "./page/row.js";
export type { SessionState } from "./session_state.ts";
export { type Snapshot, snapshot } from "./snapshot.ts";
export { observe } from "./observe.ts";
export { fold, NOTHING_YET, type State } from "./state.ts";
export { allowValue } from "./policy/allow_value.ts";
export { readPolicy } from "./policy/policy_keeper.ts";
export { type KnownPlace, readKnown } from "./policy/read_known.ts";
export { type Check, check, type Checked } from "./checks/check.ts";
export { CHECKS } from "./checks/checks.ts";
export type { CanaryState } from "./checks/survey.ts";
export { takeSurvey } from "./checks/take_survey.ts";
export { realSurroundings } from "./policy/surroundings.ts";
