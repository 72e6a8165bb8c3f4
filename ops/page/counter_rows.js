// @ts-check
import { count, spread } from "./format.js";

/** @import { Slot } from "../five_minutes.ts" */
/** @import { Snapshot } from "../snapshot.ts" */
/** @import { Row } from "./row.js" */

/**
 * The last five minutes.
 *
 * @param {Snapshot} snapshot
 * @returns {readonly Row[]}
 */
export function counterRows({ fiveMinutes: five }) {
  /** @param {(slot: Slot) => number | null} of */
  const series = (of) => five.slots.map(of);
  return [
    {
      label: "Redactions",
      value: count(five.redactions),
      tone: "out",
      series: series((slot) => slot.redactions),
    },
    {
      label: "Restorations",
      value: count(five.restored),
      tone: "info",
      series: series((slot) => slot.restored),
    },
    {
      label: "Unknown",
      value: count(five.unknown),
      tone: five.unknown > 0 ? "warn" : "plain",
      series: series((slot) => slot.unknown),
    },
    {
      label: "Blocks",
      value: count(five.blocked),
      tone: five.blocked > 0 ? "alarm" : "plain",
      series: series((slot) => slot.blocked),
    },
    {
      label: "Added p50/p99",
      value: spread(five.added),
      tone: "plain",
      series: series((slot) => slot.added?.p50 ?? null),
    },
    {
      label: "Requests",
      value: count(five.requests),
      tone: "plain",
      series: series((slot) => slot.requests),
    },
    {
      label: "First byte",
      value: spread(five.firstByte),
      tone: "plain",
      series: series((slot) => slot.firstByte?.p50 ?? null),
    },
  ];
}
