// @ts-check
import { clock, count, NONE, visible } from "./format.js";

/** @import { Activity } from "../activity.ts" */
/** @import { Tone } from "./row.js" */

/** @type {Readonly<Record<Activity["what"], readonly [string, Tone]>>} */
const DIRECTIONS = {
  redaction: ["→ out", "out"],
  pass: ["→ out", "faint"],
  restoration: ["← in", "info"],
  block: ["× stop", "alarm"],
};

/**
 * One line of the tail, in cells.
 *
 * @param {Activity} line
 * @param {number} offsetMinutes How far local time is ahead of UTC.
 */
export function activityCells(
  { what, ms, host, kinds, count: n, addedMs },
  offsetMinutes,
) {
  const [direction, tone] = DIRECTIONS[what];
  return {
    time: clock(ms, offsetMinutes),
    direction,
    host: visible(host),
    kinds: kinds.length > 0
      ? visible(kinds.join(" "))
      : what === "restoration"
      ? "restored"
      : NONE,
    count: n === 0 ? NONE : count(n),
    added: addedMs === null ? "" : `+${addedMs.toFixed(1)} ms`,
    tone,
  };
}

/**
 * Whether a line of the tail has a word, in whatever case.
 *
 * @param {Activity} line
 * @param {string} word
 */
export function matches({ what, host, kinds }, word) {
  return [what, host, ...kinds].join(" ").toLowerCase()
    .includes(word.toLowerCase());
}
