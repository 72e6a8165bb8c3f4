/**
 * The dashboard in the terminal: what it shows, and what its keys do.
 *
 * @module
 */
export {
  type DashboardOptions,
  type Ending,
  hasTerminal,
  type Outcome,
  runDashboard,
} from "./dashboard.ts";
export { begin, type Effect, type Model, type Msg } from "./model.ts";
export { screen } from "./screen.ts";
export { type Line, type Span, textOf } from "./span.ts";
export { update } from "./update.ts";
