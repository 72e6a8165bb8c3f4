import { switchRows } from "../../ops/mod.ts";
import type { Pane } from "../pane.ts";
import { type Line, line } from "../span.ts";
import { rowsView } from "./rows.ts";

/** Whether traffic flows, and what could stop it. */
export const killswitch: Pane = {
  id: "killswitch",
  title: "KILL SWITCH",
  short: "KILL",
  view({ snapshot }, { width, height }) {
    const isArmed = snapshot.killswitch.length > 0;
    const said: Line = isArmed
      ? [{ text: "ALL TRAFFIC IS REFUSED", tone: "alarm", bold: true }]
      : line("Traffic flows", "good");
    const room = { width, height: height - 1 };
    return [said, ...rowsView(switchRows(snapshot), room)];
  },
};
