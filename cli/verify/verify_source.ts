import { type LogTrust, type LogVerdict, verifyLog } from "../../audit/mod.ts";
import type { LogSource } from "./log_source.ts";

/**
 * Checks a log that may be growing while it is read.
 *
 * Records that were added after the head was read are not a tail without a
 * signature: then a newer head tells how far to read.
 */
export async function verifySource(
  source: LogSource,
  asked: Pick<LogTrust, "pinned" | "visit"> = {},
): Promise<LogVerdict> {
  const trust = { ...asked, seen: source.anchors };
  const head = await source.head();
  const verdict = await verifyLog(source.read(), {
    ...trust,
    ...head && { heads: [head] },
  });
  if (!verdict.ok || verdict.log.signed === verdict.log.size) return verdict;
  const newer = await source.head();
  if (!newer || newer.size < verdict.log.size) return verdict;
  const until = { heads: [newer], until: newer.size };
  return await verifyLog(source.read(), { ...trust, ...until });
}
