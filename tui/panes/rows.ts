import type { Row } from "../../ops/mod.ts";
import { sparkline } from "../sparkline.ts";
import { column, type Line, type Size } from "../span.ts";

/** Narrower than this, a sparkline says nothing. */
const MIN_SPARK = 6;

/** Labels to the left, values behind them, and how they went over time. */
export function rowsView(
  rows: readonly Row[],
  { width, height }: Size,
): readonly Line[] {
  const shown = rows.slice(0, height);
  const labels = Math.max(0, ...shown.map(({ label }) => label.length));
  const values = Math.max(0, ...shown.map(({ value }) => value.length));
  const gap = labels + 2 + values <= width ? 2 : 1;
  const spark = width - labels - gap - values - 2;
  return shown.map(({ label, value, tone, series }): Line => [
    { text: column(label, labels) + " ".repeat(gap), tone: "faint" },
    {
      text: series ? column(value, values) : value,
      tone,
      bold: tone === "alarm",
    },
    ...series && spark >= MIN_SPARK
      ? [
        { text: "  ", tone: "plain" } as const,
        { text: sparkline(series, spark), tone: sparkTone(tone) } as const,
      ]
      : [],
  ]);
}

function sparkTone(tone: Row["tone"]): Row["tone"] {
  return tone === "plain" ? "good" : tone;
}
