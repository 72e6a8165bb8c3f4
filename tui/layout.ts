import type { PaneId } from "../ops/mod.ts";
import type { Size } from "./span.ts";

/** Where a pane stands, in columns and rows from the top left. */
export interface Place extends Size {
  readonly pane: PaneId;
  readonly x: number;
  readonly y: number;
}

/** Smallest room in which all six panes say something. */
const STANDARD: Size = { width: 80, height: 22 };
const WIDE: Size = { width: 120, height: 36 };
const SMALL: Size = { width: 60, height: 12 };

/**
 * The panes for a room, which they fill without overlapping.
 *
 * Where not all have room, those that tell what happens now stay.
 */
export function layout(
  room: Size,
  zoom: PaneId | null,
): readonly Place[] {
  if (zoom) return [{ pane: zoom, x: 0, y: 0, ...room }];
  if (isIn(WIDE, room)) return wide(room);
  if (isIn(STANDARD, room)) return standard(room);
  if (isIn(SMALL, room)) return small(room);
  return [{ pane: "activity", x: 0, y: 0, ...room }];
}

function isIn(least: Size, { width, height }: Size): boolean {
  return width >= least.width && height >= least.height;
}

function wide({ width, height }: Size): readonly Place[] {
  const right = Math.min(70, Math.floor(width * 0.4));
  const left = width - right;
  const sessions = Math.floor(height * 0.24);
  return [
    ...stack([["activity", height - sessions], ["sessions", sessions]], {
      x: 0,
      width: left,
    }),
    ...stack([
      ["counters", 9],
      ["killswitch", 7],
      ["chain", 9],
      ["map", height - 25],
    ], { x: left, width: right }),
  ];
}

function standard({ width, height }: Size): readonly Place[] {
  const top = height - 15;
  return [
    ...side([["activity", 1]], { width, y: 0, height: top }),
    ...side([["counters", 1], ["killswitch", 1]], {
      width,
      y: top,
      height: 8,
    }),
    ...side([["map", 1.05], ["chain", 1.1], ["sessions", 0.95]], {
      width,
      y: top + 8,
      height: 7,
    }),
  ];
}

function small({ width, height }: Size): readonly Place[] {
  const top = height - 7;
  return [
    ...side([["activity", 1]], { width, y: 0, height: top }),
    ...side([["counters", 1], ["killswitch", 1]], {
      width,
      y: top,
      height: 7,
    }),
  ];
}

function stack(
  panes: readonly (readonly [PaneId, number])[],
  { x, width }: { readonly x: number; readonly width: number },
): readonly Place[] {
  let y = 0;
  return panes.map(([pane, height]) => {
    const place = { pane, x, y, width, height };
    y += height;
    return place;
  });
}

/** Panes beside each other, by their parts of the width. */
function side(
  panes: readonly (readonly [PaneId, number])[],
  { width, y, height }: Size & { readonly y: number },
): readonly Place[] {
  const parts = panes.reduce((sum, [, part]) => sum + part, 0);
  let before = 0;
  return panes.map(([pane, part]) => {
    const x = Math.round(width * before / parts);
    before += part;
    const end = Math.round(width * before / parts);
    return { pane, x, y, width: end - x, height };
  });
}
