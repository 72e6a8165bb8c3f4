import { fitsFilter, SignedRecords } from "../../audit/mod.ts";
import { homeAt } from "../../ops/mod.ts";
import { orderLedger } from "../evidence/order_ledger.ts";
import { rangeEnd } from "../evidence/range_end.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";

/** Deletes old sealed segments; what stays remains verifiable. */
export default async function prune(
  { before, home }: {
    readonly before: string;
    readonly home: string | undefined;
  },
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const { first, seq } = firstFrom(before, homeAt(dir).audit);
  const done = await orderLedger({ order: "prune", before: seq }, { dir, io });
  io.print(
    done.first === first
      ? `Nothing to delete: no sealed segment ends before record ${seq}`
      : `Deleted records ${first} to ${
        done.first! - 1
      }; old receipts stay valid`,
  );
  return Exit.ok;
}

/** The first record that is there, and the first that is to stay. */
function firstFrom(
  before: string,
  audit: string,
): { readonly first: number; readonly seq: number } {
  const since = rangeEnd(before);
  let first: number | undefined;
  let seq = 0;
  for (const { record } of new SignedRecords(audit).next()) {
    first ??= record.seq;
    seq = record.seq;
    if (fitsFilter(record, { since })) break;
  }
  return { first: first ?? 0, seq };
}
