import type { Model, Msg } from "./model.ts";

/** A picture of calm is not drawn more often than that, in milliseconds. */
const CALM_MS = 3_500;

/**
 * Whether a message changed what a person would want to see now.
 *
 * Clocks and ages move all the time; to draw each step of them would cost
 * more of a core than a dashboard at rest should.
 */
export function isWorthDrawing(
  msg: Msg,
  { before, model, drawnMs }: {
    readonly before: Model;
    readonly model: Model;
    /** When it was last drawn. */
    readonly drawnMs: number;
  },
): boolean {
  switch (msg.is) {
    case "tick":
      return before.link !== model.link || before.notice !== model.notice;
    case "beat":
      return model.nowMs - drawnMs >= CALM_MS;
    case "size":
    case "snapshot":
    case "lost":
    case "key":
    case "paste":
    case "done":
    case "read":
      return true;
  }
}
