import { orderLedger } from "../evidence/order_ledger.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";

/** Seals the segment of the log that is being written, and begins the next. */
export default async function rotateChain(
  { home }: { readonly home: string | undefined },
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const { size } = await orderLedger({ order: "rotate-chain" }, { dir, io });
  io.print(`Sealed: the next segment goes on after ${size} records`);
  return Exit.ok;
}
