import type { KeyReason } from "../../audit/mod.ts";
import { orderLedger } from "../evidence/order_ledger.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";

/** Replaces the signing key: the old key and the new one both sign that. */
export default async function rotateKey(
  { home, reason = "scheduled" }: {
    readonly home: string | undefined;
    readonly reason: KeyReason | undefined;
  },
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const done = await orderLedger({ order: "rotate-key", reason }, { dir, io });
  io.print(done.vkey);
  io.complain(
    "This key signs from now on. Whoever pinned the old one can keep it: " +
      "the log shows that both keys signed the change.",
  );
  return Exit.ok;
}
