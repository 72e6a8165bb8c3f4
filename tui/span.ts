import type { Tone } from "../ops/mod.ts";

/** Text in one style. Every character of it takes one column. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
  readonly bold?: boolean;
  /** Foreground and background change places. */
  readonly inverse?: boolean;
}

/** One line of the screen. */
export type Line = readonly Span[];

/** Columns and rows. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A line of one span. */
export function line(text: string, tone: Tone = "plain"): Line {
  return [{ text, tone }];
}

/** The text of a line, without its styles. */
export function textOf(spans: Line): string {
  return spans.map(({ text }) => text).join("");
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  return [...text].length;
}

/** What stands in a line from one column up to another. */
export function cut(spans: Line, from: number, to: number): Line {
  let column = 0;
  return spans.flatMap((span) => {
    const characters = [...span.text];
    const start = Math.max(0, from - column);
    const end = Math.max(0, to - column);
    column += characters.length;
    const text = characters.slice(start, end).join("");
    return text === "" ? [] : [{ ...span, text }];
  });
}

/** A line of exactly `width` columns: filled up, or cut and marked so. */
export function fit(spans: Line, width: number): Line {
  const missing = width - widthOf(textOf(spans));
  if (missing === 0 || width <= 0) return width <= 0 ? [] : spans;
  if (missing > 0) {
    return [...spans, { text: " ".repeat(missing), tone: "plain" }];
  }
  const kept = cut(spans, 0, width - 1);
  return [...kept, { ...kept.at(-1) ?? spans[0]!, text: "…" }];
}

/** A text of exactly `width` columns, to the left or to the right. */
export function column(
  text: string,
  width: number,
  side: "left" | "right" = "left",
): string {
  const characters = [...text];
  if (characters.length > width) {
    return width <= 0 ? "" : characters.slice(0, width - 1).join("") + "…";
  }
  const space = " ".repeat(width - characters.length);
  return side === "left" ? text + space : space + text;
}

/** A line with another laid over it from a column on. */
export function overlaid(under: Line, over: Line, at: number): Line {
  const end = at + widthOf(textOf(over));
  return [...cut(under, 0, at), ...over, ...cut(under, end, Infinity)];
}
