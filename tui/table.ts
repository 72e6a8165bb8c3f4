import type { Tone } from "../ops/mod.ts";
import { column, type Line, line, type Size } from "./span.ts";

/** A column of a table, and how wide it must be to be worth showing. */
export interface Column<Key extends string> {
  readonly key: Key;
  readonly title: string;
  readonly width: number;
  readonly side?: "left" | "right";
  /** Instead of the row's. */
  readonly tone?: Tone;
  /** Takes its part of what is left over. */
  readonly grows?: boolean;
  /** Those with the highest number leave first where there is no room. */
  readonly rank: number;
}

/** The cells of one row, and the tone of the row. */
export type Cells<Key extends string> =
  & Readonly<Record<Key, string>>
  & { readonly tone: Tone };

/** A heading and rows, in as many columns as there is room for. */
export function tableView<Key extends string>(
  columns: readonly Column<Key>[],
  rows: readonly Cells<Key>[],
  { width, height }: Size,
): readonly Line[] {
  const laid = widened(fitting(columns, width), width);
  const heading = laid.map(({ title, width, side }) =>
    column(title, width, side)
  );
  return [
    line(heading.join(" "), "faint"),
    ...rows.map((cells): Line =>
      laid.map(({ key, width, side, tone }, i) => ({
        text: (i > 0 ? " " : "") + column(cells[key], width, side),
        tone: tone ?? cells.tone,
      }))
    ),
  ].slice(0, height);
}

function fitting<Key extends string>(
  columns: readonly Column<Key>[],
  width: number,
): readonly Column<Key>[] {
  if (total(columns) <= width || columns.length <= 1) return columns;
  const last = Math.max(...columns.map(({ rank }) => rank));
  return fitting(columns.filter(({ rank }) => rank !== last), width);
}

function widened<Key extends string>(
  columns: readonly Column<Key>[],
  width: number,
): readonly Column<Key>[] {
  const growing = columns.filter(({ grows }) => grows);
  const spare = width - total(columns);
  if (growing.length === 0 || spare <= 0) return columns;
  const share = Math.floor(spare / growing.length);
  const first = spare - share * (growing.length - 1);
  return columns.map((one) => {
    if (!one.grows) return one;
    return { ...one, width: one.width + (one === growing[0] ? first : share) };
  });
}

function total(columns: readonly { readonly width: number }[]): number {
  return columns.reduce((sum, { width }) => sum + width + 1, -1);
}
