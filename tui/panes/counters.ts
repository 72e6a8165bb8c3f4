import { counterRows } from "../../ops/mod.ts";
import type { Pane } from "../pane.ts";
import { rowsView } from "./rows.ts";

/** What happened in the last five minutes. */
export const counters: Pane = {
  id: "counters",
  title: "COUNTERS (5 min)",
  short: "COUNTERS",
  view: ({ snapshot }, size) => rowsView(counterRows(snapshot), size),
};
