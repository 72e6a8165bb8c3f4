// @ts-check
/**
 * How figures are written, in the terminal and in the browser alike.
 *
 * @module
 */

/** @import { Quantiles } from "../quantiles.ts" */

/** What stands where nothing is known. */
export const NONE = "–";

/**
 * A number of things: `950`, `12,345`, `1.2M`.
 *
 * @param {number} n
 */
export function count(n) {
  if (n >= 1e9) return `${(n / 1e9).toFixed(1)}G`;
  if (n >= 1e6) return `${(n / 1e6).toFixed(1)}M`;
  return String(Math.trunc(n)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * A short time: `0.42 ms`, `12 ms`, `1.3 s`.
 *
 * @param {number} ms
 */
export function duration(ms) {
  if (ms >= 99_950) return `${Math.round(ms / 1000)} s`;
  if (ms >= 999.5) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 9.95) return `${Math.round(ms)} ms`;
  return `${ms >= 0.995 ? ms.toFixed(1) : ms.toFixed(2)} ms`;
}

/**
 * The median and the 99th percentile: `0.42 / 3.1 ms`, `3.1 ms / 1.3 s`.
 *
 * @param {Quantiles | null} measured
 */
export function spread(measured) {
  if (measured === null) return NONE;
  const [low, high] = [duration(measured.p50), duration(measured.p99)];
  const isOneUnit = low.endsWith(" ms") === high.endsWith(" ms");
  return `${isOneUnit ? low.replace(/ m?s$/, "") : low} / ${high}`;
}

/**
 * A long time, in its two largest units: `42s`, `3m 7s`, `2h 5m`, `4d 3h`.
 *
 * @param {number} ms
 */
export function age(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days}d ${hours % 24}h`;
  if (hours > 0) return `${hours}h ${minutes % 60}m`;
  if (minutes > 0) return `${minutes}m ${seconds % 60}s`;
  return `${seconds}s`;
}

/**
 * A time of day: `14:03:59`.
 *
 * @param {number} ms Unix milliseconds.
 * @param {number} offsetMinutes How far local time is ahead of UTC.
 */
export function clock(ms, offsetMinutes) {
  return new Date(ms + offsetMinutes * 60_000).toISOString().slice(11, 19);
}

/**
 * A part of a whole: `97 %`; nothing if there is no whole.
 *
 * @param {number} part
 * @param {number} whole
 */
export function share(part, whole) {
  return whole === 0 ? NONE : `${Math.floor(100 * part / whole)} %`;
}

/**
 * An amount of memory: `812 B`, `12 KiB`, `3.4 MiB`.
 *
 * @param {number} bytes
 */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 2 ** 20) return `${Math.round(bytes / 1024)} KiB`;
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/**
 * Text of others as it may be shown: nothing in it moves a cursor, turns its
 * direction or takes two columns.
 *
 * @param {string} text
 */
export function visible(text) {
  return text.replace(/[^\x20-\x7e\u00a1-\u02ff\u0370-\u058f–—…•→←]/gu, "?");
}
