import { chainRows } from "../../ops/mod.ts";
import type { Pane } from "../pane.ts";
import { rowsView } from "./rows.ts";

/** Is the record whole, and how far is it vouched for? */
export const chain: Pane = {
  id: "chain",
  title: "CHAIN / AUDIT",
  short: "CHAIN",
  view: ({ snapshot }, size) => rowsView(chainRows(snapshot), size),
};
