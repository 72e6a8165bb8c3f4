import type { LogVerdict } from "./log_verdict.ts";
import { type LogTrust, LogVerifier } from "./log_verifier.ts";

/**
 * Checks the bytes of a log, in pieces of any size, and says what they prove.
 *
 * Reads no further than the first fault. Never throws unless `chunks` does.
 */
export async function verifyLog(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  trust: LogTrust = {},
): Promise<LogVerdict> {
  const verifier = new LogVerifier(trust);
  for await (const chunk of chunks) if (!verifier.push(chunk)) break;
  return verifier.verdict();
}
