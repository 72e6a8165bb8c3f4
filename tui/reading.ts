import { visible } from "../ops/mod.ts";
import type { Size } from "./span.ts";
import { wrapped } from "./wrap.ts";

/** Room for reading on a screen: what frames, bars and a margin leave of it. */
export function readingRoom({ width, height }: Size): Size {
  return { width: Math.max(1, width - 8), height: Math.max(1, height - 8) };
}

/** What there is to read, as lines that fit a screen. */
export function readingLines(
  lines: readonly string[],
  screen: Size,
): readonly string[] {
  const { width } = readingRoom(screen);
  return lines.flatMap((text) => wrapped(visible(text), width));
}

/** How far it can be scrolled, so that the last page is full. */
export function lastOffset(lines: readonly string[], screen: Size): number {
  const { height } = readingRoom(screen);
  return Math.max(0, readingLines(lines, screen).length - height);
}
