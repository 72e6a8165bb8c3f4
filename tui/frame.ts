import type { Health, Tone } from "../ops/mod.ts";
import { fit, type Line, type Size, widthOf } from "./span.ts";

/** How a pane is; `OFFLINE` while the admin server does not answer. */
export type Status = Health["status"] | "OFFLINE";

/** The tone of a status. The word says the same. */
export const STATUS_TONE: Readonly<Record<Status, Tone>> = {
  UP: "good",
  FAIL: "alarm",
  ACTIVE: "alarm",
  OFFLINE: "alarm",
};

export interface Frame extends Size {
  readonly title: string;
  /** The title where there is little room. */
  readonly short: string;
  /** What stands behind the title, if there is room. */
  readonly note: string;
  readonly status: Status | null;
}

/** The room inside a frame. */
export function inside({ width, height }: Size): Size {
  return {
    width: Math.max(0, width - 2 - 2 * paddingOf(width)),
    height: Math.max(0, height - 2),
  };
}

/** Lines with a frame around them, exactly as large as that. */
export function framed(frame: Frame, lines: readonly Line[]): readonly Line[] {
  const { width, height, status } = frame;
  const tone: Tone = status === null
    ? "info"
    : status === "UP"
    ? "faint"
    : STATUS_TONE[status];
  const room = inside(frame);
  const padding = " ".repeat(paddingOf(width));
  const rows = Array.from({ length: room.height }, (_, i): Line => [
    { text: `│${padding}`, tone },
    ...fit(lines[i] ?? [], room.width),
    { text: `${padding}│`, tone },
  ]);
  const bottom = `└${"─".repeat(Math.max(0, width - 2))}┘`;
  return [top(frame, tone), ...rows, [{ text: bottom, tone }] as Line]
    .slice(0, height);
}

function paddingOf(width: number): number {
  return width < 30 ? 0 : 1;
}

function top({ width, title, short, note, status }: Frame, tone: Tone): Line {
  const mark = status === null ? "" : ` ●${status} `;
  const room = width - 4 - widthOf(mark);
  const name = ` ${widthOf(title) + 2 <= room ? title : short} `;
  const more = note === "" || widthOf(name + note) + 2 > room
    ? ""
    : `─ ${note} `;
  const rule = "─".repeat(Math.max(0, room - widthOf(name + more)));
  return fit([
    { text: "┌─", tone },
    { text: name, tone: "info", bold: true },
    { text: more, tone: "warn" },
    { text: rule, tone },
    ...status === null
      ? []
      : [{ text: mark, tone: STATUS_TONE[status], bold: true }],
    { text: "─┐", tone },
  ], width);
}
