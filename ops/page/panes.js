// @ts-check
/// <reference lib="dom" />
import { activityCells, matches } from "./activity_cells.js";
import { chainRows } from "./chain_rows.js";
import { counterRows } from "./counter_rows.js";
import { html } from "./dom.js";
import { count, duration, spread } from "./format.js";
import { mapRows } from "./map_rows.js";
import { plotted, spark } from "./plot.js";
import { sessionCells } from "./session_cells.js";
import { switchRows } from "./switch_rows.js";

/** @import { Activity } from "../activity.ts" */
/** @import { Slot } from "../five_minutes.ts" */
/** @import { Quantiles } from "../quantiles.ts" */
/** @import { Snapshot } from "../snapshot.ts" */
/** @import { Row } from "./row.js" */

/**
 * How the tail is looked at.
 *
 * @typedef {object} Tail
 * @property {readonly Activity[] | null} frozen What stood there when it was
 *   paused; `null` while it follows.
 * @property {string} filter
 */

/** Rows of the tail that are shown; the rest waits for a filter. */
const MAX_ROWS = 100;
/** Kinds that are counted by name. */
const MAX_KINDS = 10;

/** What each pane shows, by its id. */
export const PANES = {
  activity,
  counters: rowsOf(counterRows),
  killswitch,
  map: rowsOf((snapshot) => mapRows(snapshot, offset()).slice(0, MAX_KINDS)),
  chain: rowsOf(chainRows),
  sessions,
  plots,
};

/** How far local time is ahead of UTC, in minutes. */
export function offset() {
  return -new Date().getTimezoneOffset();
}

/**
 * @param {Snapshot} snapshot
 * @param {Tail} tail
 */
function activity(snapshot, { frozen, filter }) {
  const lines = (frozen ?? snapshot.activity)
    .filter((line) => matches(line, filter));
  if (lines.length === 0) {
    return [none(filter === "" ? "No request yet" : "No line has that")];
  }
  const rows = lines.slice(0, MAX_ROWS).map((line) => {
    const cells = activityCells(line, offset());
    return html("tr", {}, [
      html("td", { class: "faint" }, [cells.time]),
      html("td", { class: cells.tone }, [cells.direction]),
      html("td", { class: "wraps" }, [cells.host]),
      html("td", { class: `wraps ${cells.tone}` }, [cells.kinds]),
      html("td", { class: `number ${cells.tone}` }, [cells.count]),
      html("td", { class: "number" }, [cells.added]),
    ]);
  });
  return [table("Requests, newest first", [
    ["Time", ""],
    ["Way", ""],
    ["Host", ""],
    ["Types", ""],
    ["N", "number"],
    ["Added", "number"],
  ], rows)];
}

/** @param {Snapshot} snapshot */
function killswitch(snapshot) {
  const isArmed = snapshot.killswitch.length > 0;
  const said = html("p", { class: `said ${isArmed ? "alarm" : "good"}` }, [
    isArmed ? "ALL TRAFFIC IS REFUSED" : "Traffic flows",
  ]);
  return [said, list(switchRows(snapshot))];
}

/** @param {Snapshot} snapshot */
function sessions({ sessions, nowMs }) {
  if (sessions.length === 0) return [none("No session yet")];
  const rows = sessions.map((session) => {
    const cells = sessionCells(session, nowMs);
    return html("tr", {}, [
      html("td", { class: "info" }, [cells.agent]),
      html("td", { class: "faint" }, [cells.fingerprint]),
      html("td", { class: "number" }, [cells.requests]),
      html("td", { class: "number out" }, [cells.redactions]),
      html("td", { class: "number" }, [cells.age]),
    ]);
  });
  return [table("Sessions, latest first", [
    ["Agent", ""],
    ["Session", ""],
    ["Req", "number"],
    ["Red", "number"],
    ["Age", "number"],
  ], rows)];
}

/** @param {Snapshot} snapshot */
function plots({ fiveMinutes }) {
  const { slots } = fiveMinutes;
  /** @param {(slot: Slot) => Quantiles | null} of */
  const quantiles = (of) => [
    {
      name: "p50",
      tone: /** @type {const} */ ("good"),
      values: slots.map((slot) => of(slot)?.p50 ?? null),
    },
    {
      name: "p99",
      tone: /** @type {const} */ ("warn"),
      values: slots.map((slot) => of(slot)?.p99 ?? null),
    },
  ];
  return [
    plotted({
      title: "Redactions",
      value: count(fiveMinutes.redactions),
      say: (top) => `${count(top)} in 10 s`,
      series: [{
        name: "redactions",
        tone: "out",
        values: slots.map(({ redactions }) => redactions),
      }],
    }),
    plotted({
      title: "Added latency",
      value: spread(fiveMinutes.added),
      say: duration,
      series: quantiles(({ added }) => added),
    }),
    plotted({
      title: "Time to first byte",
      value: spread(fiveMinutes.firstByte),
      say: duration,
      series: quantiles(({ firstByte }) => firstByte),
    }),
  ];
}

/**
 * @param {(snapshot: Snapshot) => readonly Row[]} rows
 * @returns {(snapshot: Snapshot) => readonly Node[]}
 */
function rowsOf(rows) {
  return (snapshot) => [list(rows(snapshot))];
}

/** @param {readonly Row[]} rows */
function list(rows) {
  const isCharted = rows.some(({ series }) => series !== undefined);
  return html(
    "dl",
    isCharted ? { class: "charted" } : {},
    rows.map(({ label, value, tone, series }) =>
      html("div", {}, [
        html("dt", {}, [label]),
        html("dd", { class: tone }, [value]),
        ...series
          ? [html("dd", { class: "series" }, [spark(series, tone)])]
          : [],
      ])
    ),
  );
}

/**
 * @param {string} caption
 * @param {readonly (readonly [string, string])[]} columns Titles and classes.
 * @param {readonly Node[]} rows
 */
function table(caption, columns, rows) {
  return html("table", {}, [
    html("caption", {}, [caption]),
    html("thead", {}, [
      html(
        "tr",
        {},
        columns.map(([title, kind]) =>
          html("th", { scope: "col", class: kind }, [title])
        ),
      ),
    ]),
    html("tbody", {}, rows),
  ]);
}

/** @param {string} said */
export function none(said) {
  return html("p", { class: "none" }, [said]);
}
