import { mapRows } from "../../ops/mod.ts";
import type { Pane } from "../pane.ts";
import { rowsView } from "./rows.ts";

/** Placeholders that can be restored, and the rules that find secrets. */
export const map: Pane = {
  id: "map",
  title: "MAP / PATTERNS",
  short: "MAP",
  view: ({ snapshot, offsetMinutes }, size) =>
    rowsView(mapRows(snapshot, offsetMinutes), size),
};
