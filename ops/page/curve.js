// @ts-check
/**
 * Where values stand in a picture of 100 by 100, the highest of all at its top.
 *
 * @module
 */

/** @typedef {readonly (number | null)[]} Series */

/**
 * The highest value of some series; 0 if there is none.
 *
 * @param {readonly Series[]} all
 */
export function highest(...all) {
  return Math.max(0, ...all.flat().map((value) => value ?? 0));
}

/**
 * A path through the values, with a gap where nothing was measured. A value
 * between two gaps is a short stroke, so that it can be seen.
 *
 * @param {Series} series
 * @param {number} top The value that reaches the top.
 */
export function path(series, top) {
  const step = 100 / series.length;
  let path = "";
  let isDown = false;
  for (const [i, value] of series.entries()) {
    if (value === null) {
      isDown = false;
      continue;
    }
    const y = number(100 - 96 * (top > 0 ? value / top : 0));
    const [left, middle] = [i * step, (i + 0.5) * step].map(number);
    const isAlone = !isDown && (series[i + 1] ?? null) === null;
    path += isDown
      ? `L${middle} ${y}`
      : isAlone
      ? `M${left} ${y}H${number((i + 1) * step)}`
      : `M${middle} ${y}`;
    isDown = true;
  }
  return path;
}

/**
 * A bar for each value that is not zero.
 *
 * @param {Series} series
 * @param {number} top The value that reaches the top.
 */
export function bars(series, top) {
  const step = 100 / series.length;
  return series.flatMap((value, i) => {
    if (!value || top <= 0) return [];
    const height = Math.max(2, 96 * value / top);
    return [{
      x: number((i + 0.1) * step),
      y: number(100 - height),
      width: number(0.8 * step),
      height: number(height),
    }];
  });
}

/** @param {number} value */
function number(value) {
  return String(Math.round(value * 100) / 100);
}
