import { activityCells } from "../../ops/mod.ts";
import type { Pane } from "../pane.ts";
import { line } from "../span.ts";
import { type Column, tableView } from "../table.ts";
import { linesOf, missed } from "../tail.ts";

const COLUMNS = [
  { key: "time", title: "TIME", width: 8, tone: "faint", rank: 1 },
  { key: "direction", title: "WAY", width: 6, rank: 0 },
  {
    key: "host",
    title: "HOST",
    width: 17,
    grows: true,
    tone: "plain",
    rank: 2,
  },
  { key: "kinds", title: "TYPES", width: 14, grows: true, rank: 3 },
  { key: "count", title: "N", width: 3, side: "right", rank: 4 },
  {
    key: "added",
    title: "ADDED",
    width: 9,
    side: "right",
    tone: "plain",
    rank: 5,
  },
] as const satisfies readonly Column<string>[];

/** The tail of requests: what left, what came back, what was stopped. */
export const activity: Pane = {
  id: "activity",
  title: "LIVE ACTIVITY",
  short: "ACTIVITY",
  note({ snapshot, tail }) {
    const behind = missed(tail, snapshot.activity);
    const paused = tail.frozen === null
      ? ""
      : behind > 0
      ? `PAUSED, ${behind} more`
      : "PAUSED";
    const filtered = tail.filter === "" ? "" : `only "${tail.filter}"`;
    return [paused, filtered].filter((said) => said !== "").join(", ");
  },
  view({ snapshot, tail, offsetMinutes }, size) {
    const lines = linesOf(tail, snapshot.activity);
    if (lines.length === 0) {
      const none = tail.filter === "" ? "No request yet" : "No line has that";
      return [line(none, "faint")];
    }
    const rows = lines.slice(tail.offset, tail.offset + size.height - 1)
      .map((one) => activityCells(one, offsetMinutes));
    return tableView(COLUMNS, rows, size);
  },
};
