// @ts-check
import { age, count, visible } from "./format.js";

/** @import { SessionState } from "../session_state.ts" */

/**
 * One session, in cells.
 *
 * @param {SessionState} session
 * @param {number} nowMs
 */
export function sessionCells(session, nowMs) {
  return {
    agent: session.agent ?? "unknown",
    fingerprint: visible(session.id).replace(/^(client-|sha256:)/, "")
      .slice(0, 8),
    host: visible(session.host),
    requests: count(session.requests),
    redactions: count(session.redactions),
    age: age(nowMs - session.firstMs),
    seen: age(nowMs - session.lastMs),
  };
}
