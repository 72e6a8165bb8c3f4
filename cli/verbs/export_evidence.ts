import { exportEvidence, type LedgerOrder } from "../../audit/mod.ts";
import { homeAt } from "../../ops/mod.ts";
import { orderLedger } from "../evidence/order_ledger.ts";
import { outside } from "../evidence/outside.ts";
import { rangeEnd } from "../evidence/range_end.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";

/** What export-evidence is asked. */
export interface ExportValues {
  readonly home: string | undefined;
  readonly output: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly receipts: "all" | "none" | undefined;
  readonly json: boolean;
}

/** Puts a stretch of the log, and what proves it, into one file. */
export default async function exportIt(
  { home, output, since, until, receipts = "all", json }: ExportValues,
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const { audit, signingKey } = homeAt(dir);
  const bundle = await exportEvidence({
    dir: audit,
    keyFile: signingKey,
    receipts: receipts === "all",
    ...since === undefined ? {} : { since: rangeEnd(since) },
    ...until === undefined ? {} : { until: rangeEnd(until) },
  });
  const file = output ?? bundle.name;
  await outside.save(file, bundle.chunks);
  const { manifest: { from, to, receipts: { count }, sessions }, sha256 } =
    bundle;
  const entry = { type: "export", sha256, from, to } as const;
  await record({ order: "record", entry }, { dir, io });
  io.print(
    json
      ? JSON.stringify({
        file,
        from,
        to,
        receipts: count,
        sessions,
        manifest_sha256: sha256,
      })
      : `${file}: records ${from} to ${
        to - 1
      }, ${count} receipts, ${sessions} sessions`,
  );
  return Exit.ok;
}

/** A running instance notes down what left; the bundle is good without that. */
async function record(
  order: LedgerOrder,
  at: { readonly dir: string; readonly io: Io },
): Promise<void> {
  if (!await liveIn(at.dir, at.io)) return;
  try {
    await orderLedger(order, at);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    at.io.complain(`The export is not on record: ${error.message}`);
  }
}
