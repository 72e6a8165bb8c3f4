// @ts-check
import { clock, count, NONE, share, size, visible } from "./format.js";

/** @import { Snapshot } from "../snapshot.ts" */
/** @import { Row } from "./row.js" */

/**
 * Placeholders and what finds secrets.
 *
 * @param {Snapshot} snapshot
 * @param {number} offsetMinutes How far local time is ahead of UTC.
 * @returns {readonly Row[]}
 */
export function mapRows(
  { vault, cache, patterns, policy, reload, byKind },
  offsetMinutes,
) {
  const kinds = Object.entries(byKind).sort(([, a], [, b]) => b - a);
  return [
    {
      label: "Vault",
      value: vault
        ? `${count(vault.secrets)} in ${size(2 * vault.units)}`
        : NONE,
      tone: "info",
    },
    {
      label: "Patterns",
      value: patterns === null ? NONE : count(patterns),
      tone: patterns === 0 ? "alarm" : "good",
    },
    { label: "Policy", value: policy?.slice(0, 12) ?? NONE, tone: "plain" },
    reloadRow(reload, offsetMinutes),
    {
      label: "Cache hits",
      value: cache ? share(cache.hits, cache.hits + cache.misses) : NONE,
      tone: "plain",
    },
    ...kinds.map(([kind, n]) => (/** @type {const} */ ({
      label: visible(kind),
      value: count(n),
      tone: "faint",
    }))),
  ];
}

/**
 * @param {Snapshot["reload"]} reload
 * @param {number} offsetMinutes
 * @returns {Row}
 */
function reloadRow(reload, offsetMinutes) {
  const label = "Last reload";
  if (reload === null) return { label, value: "none yet", tone: "plain" };
  const at = clock(reload.ms, offsetMinutes);
  return reload.why === null
    ? { label, value: at, tone: "plain" }
    : { label, value: `REFUSED ${at.slice(0, 5)}`, tone: "warn" };
}
