// @ts-check
import { age, count, NONE, spread, visible } from "./format.js";

/** @import { Snapshot } from "../snapshot.ts" */
/** @import { Row } from "./row.js" */

/**
 * The audit log.
 *
 * @param {Snapshot} snapshot
 * @returns {readonly Row[]}
 */
export function chainRows({ log, parts, fiveMinutes, instance, nowMs }) {
  const isIntact = log.broken === null && parts.keys !== false;
  /** @param {{readonly size: number, readonly ms: number}} at */
  const upTo = (at) => `${count(at.size)}, ${age(nowMs - at.ms)} ago`;
  return [
    {
      label: "Records",
      value: log.records === null ? NONE : count(log.records),
      tone: "info",
    },
    {
      label: "Chain",
      value: isIntact ? "intact" : "NOT WRITABLE",
      tone: isIntact ? "good" : "alarm",
    },
    {
      label: "Checkpoint",
      value: log.checkpoint ? upTo(log.checkpoint) : "none yet",
      tone: "plain",
    },
    {
      label: "Anchor",
      value: log.anchor ? upTo(log.anchor) : "none yet",
      tone: "plain",
    },
    {
      label: "Append",
      value: spread(fiveMinutes.append),
      tone: "plain",
    },
    ...log.anchor
      ? [
        /** @type {const} */ ({
          label: "Anchored by",
          value: visible(log.anchor.name),
          tone: "plain",
        }),
      ]
      : [],
    ...instance ? [caRow(instance.caUntilMs - nowMs)] : [],
  ];
}

const SOON_MS = 14 * 86_400_000;

/**
 * @param {number} leftMs
 * @returns {Row}
 */
function caRow(leftMs) {
  return {
    label: "CA valid for",
    value: leftMs > 0 ? age(leftMs) : "EXPIRED",
    tone: leftMs <= 0 ? "alarm" : leftMs < SOON_MS ? "warn" : "plain",
  };
}
