const LEVELS = "▁▂▃▄▅▆▇█";

/**
 * The newest values as bars of eighths; a space where nothing was measured.
 *
 * Bars stand on zero, and the highest value seen fills its line.
 */
export function sparkline(
  values: readonly (number | null)[],
  width: number,
): string {
  const shown = values.slice(-width);
  const highest = Math.max(0, ...shown.map((value) => value ?? 0));
  return shown.map((value) => {
    if (value === null) return " ";
    if (highest === 0) return LEVELS[0]!;
    return LEVELS[Math.round(value / highest * (LEVELS.length - 1))]!;
  }).join("");
}
