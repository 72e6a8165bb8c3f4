import type { Confined } from "../confine.ts";
import { keyFor } from "../evidence/key_for.ts";
import type { Io } from "../io.ts";
import { logAt } from "../log_at.ts";
import { namedFiles } from "../named_files.ts";
import type { VerifyChainValues } from "../verbs/verify_chain.ts";

/**
 * What verify-chain needs in its isolate: the log that is meant, and the public
 * half of the home's key if none was given. The private half stays outside.
 */
export async function confineChain(
  values: VerifyChainValues,
  io: Io,
): Promise<Pick<Confined, "values" | "reads">> {
  const log = await logAt(values.log, io);
  const reads = await namedFiles(log, values, io);
  const isGiven = values.pubkey !== undefined;
  const own = isGiven
    ? undefined
    : await keyFor(log, { pubkey: undefined, io }).catch(() => undefined);
  return { values: { ...values, log, ...own && { own } }, reads };
}
