// @ts-check
/**
 * What the panes say, in words: the terminal and the browser only place it.
 *
 * @module
 */
import {
  age,
  clock,
  count,
  NONE,
  share,
  size,
  spread,
  visible,
} from "./format.js";

/** @import { Activity } from "../activity.ts" */
/** @import { Slot } from "../five_minutes.ts" */
/** @import { SessionState } from "../session_state.ts" */
/** @import { Snapshot } from "../snapshot.ts" */

/**
 * What a text means: `good` works, `warn` wants attention, `alarm` needs it,
 * `out` leaves, `info` comes back, `faint` matters least.
 *
 * @typedef {"plain" | "good" | "info" | "out" | "warn" | "alarm" | "faint"} Tone
 */

/**
 * A label and its value, and how that went over time; most important first.
 *
 * @typedef {object} Row
 * @property {string} label
 * @property {string} value
 * @property {Tone} tone
 * @property {readonly (number | null)[]} [series]
 */

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
 * One session, in cells.
 *
 * @param {SessionState} session
 * @param {number} nowMs
 */
export function sessionCells(session, nowMs) {
  return {
    agent: session.agent ?? "unknown",
    fingerprint: visible(session.id).replace(/^(client-|sha256:)/, "")
      .slice(0, 8),
    host: visible(session.host),
    requests: count(session.requests),
    redactions: count(session.redactions),
    age: age(nowMs - session.firstMs),
    seen: age(nowMs - session.lastMs),
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
