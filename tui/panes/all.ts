import type { PaneId } from "../../ops/mod.ts";
import type { Pane } from "../pane.ts";
import { activity } from "./activity.ts";
import { chain } from "./chain.ts";
import { counters } from "./counters.ts";
import { killswitch } from "./killswitch.ts";
import { map } from "./map.ts";
import { sessions } from "./sessions.ts";

/** Every pane, in the order of the keys 1 to 6. */
export const PANES: Readonly<Record<PaneId, Pane>> = {
  activity,
  counters,
  killswitch,
  map,
  chain,
  sessions,
};
