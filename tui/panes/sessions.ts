import { sessionCells } from "../../ops/mod.ts";
import type { Pane } from "../pane.ts";
import { line } from "../span.ts";
import { type Column, tableView } from "../table.ts";

const COLUMNS = [
  {
    key: "agent",
    title: "AGENT",
    width: 11,
    grows: true,
    tone: "info",
    rank: 0,
  },
  {
    key: "fingerprint",
    title: "SESSION",
    width: 8,
    grows: true,
    tone: "faint",
    rank: 3,
  },
  { key: "requests", title: "REQ", width: 4, side: "right", rank: 1 },
  {
    key: "redactions",
    title: "RED",
    width: 4,
    side: "right",
    tone: "out",
    rank: 2,
  },
  { key: "age", title: "AGE", width: 7, side: "right", rank: 4 },
  { key: "seen", title: "SEEN", width: 7, side: "right", rank: 5 },
  { key: "host", title: "HOST", width: 18, grows: true, rank: 6 },
] as const satisfies readonly Column<string>[];

/** Who talks through the proxy now, latest first. */
export const sessions: Pane = {
  id: "sessions",
  title: "ACTIVE SESSIONS",
  short: "SESSIONS",
  view({ snapshot }, size) {
    const { sessions, nowMs } = snapshot;
    if (sessions.length === 0) return [line("No session yet", "faint")];
    const rows = sessions.slice(0, size.height - 1).map((session) => ({
      ...sessionCells(session, nowMs),
      tone: "plain" as const,
    }));
    return tableView(COLUMNS, rows, size);
  },
};
