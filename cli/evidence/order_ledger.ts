import { type LedgerOrder, obeyAt, type OrderDone } from "../../audit/mod.ts";
import { homeAt } from "../../ops/mod.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";
import { tellRunning } from "../tell_running.ts";
import { VERSION } from "../version.ts";

/**
 * Has the log of a home do something: by the instance that writes it, or here
 * if none does.
 *
 * @throws {WaterwallError} Whatever keeps the ledger from it.
 */
export async function orderLedger(
  order: LedgerOrder,
  { dir, io }: { readonly dir: string; readonly io: Io },
): Promise<OrderDone> {
  const live = await liveIn(dir, io);
  if (live) {
    const done = await tellRunning("ledger", order, { dir, io, live });
    return done as OrderDone;
  }
  const { audit, signingKey } = homeAt(dir);
  const tool = `waterwall ${VERSION}`;
  return await obeyAt({ dir: audit, keyFile: signingKey, tool }, order);
}
