// @ts-check
import { age } from "./format.js";

/** @import { Snapshot } from "../snapshot.ts" */
/** @import { Row } from "./row.js" */

const SWITCHES = /** @type {const} */ ([
  ["config", "config.toml"],
  ["sigusr1", "SIGUSR1"],
  ["sentinel", "sentinel file"],
  ["http", "HTTP"],
]);

/**
 * The four sources of the kill switch.
 *
 * @param {Snapshot} snapshot
 * @returns {readonly Row[]}
 */
export function switchRows({ killswitch, movedMs, nowMs }) {
  return SWITCHES.map(([source, label]) => {
    const moved = movedMs[source];
    const since = moved === undefined ? "" : ` ${age(nowMs - moved)}`;
    return killswitch.includes(source)
      ? { label, value: `ARMED${since}`, tone: "alarm" }
      : { label, value: "clear", tone: "good" };
  });
}
