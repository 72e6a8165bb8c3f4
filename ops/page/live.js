// @ts-check
/**
 * The connection to the admin server, and whether it can still be heard.
 *
 * @module
 */

/** @import { Snapshot } from "../snapshot.ts" */

/** Silence that long means that nobody is there, in milliseconds. */
export const SILENCE_MS = 5_000;
/** Between one attempt and the next, in milliseconds. */
export const RETRY_MS = 1_000;

/**
 * What {@link follow} needs of a page.
 *
 * @typedef {object} World
 * @property {() => Pick<EventSource, "addEventListener" | "close">} open
 * @property {(ms: number, run: () => void) => () => void} after Calls back
 *   once; what it returns calls it off.
 * @property {(snapshot: Snapshot) => void} live
 * @property {(why: string) => void} offline
 */

/**
 * Shows what the server tells, from now on, and says at once when it does not.
 *
 * @param {World} world
 */
export function follow({ open, after, live, offline }) {
  /** @type {Snapshot | null} */
  let snapshot = null;
  const source = open();
  const stay = () =>
    after(SILENCE_MS, () => lose("It has said nothing for 5 seconds"));
  let leave = stay();
  /** @param {string} why */
  const lose = (why) => {
    leave();
    source.close();
    offline(why);
    after(RETRY_MS, () => follow({ open, after, live, offline }));
  };
  /** @param {Snapshot} next */
  const hear = (next) => {
    leave();
    leave = stay();
    snapshot = next;
    live(next);
  };
  source.addEventListener("state", ({ data }) => hear(JSON.parse(data)));
  source.addEventListener("beat", ({ data }) => {
    if (snapshot) hear({ ...snapshot, ...JSON.parse(data) });
  });
  source.addEventListener("error", () => lose("Nothing answers"));
}
