import { type Disk, realDisk } from "./disk.ts";
import type { Hash, LogRecord } from "./entry.ts";
import { CATALOGUE_HASH } from "./frameworks.ts";
import { type LedgerOrder, obey, type OrderDone } from "./ledger_order.ts";
import { openLedger } from "./open_ledger.ts";
import { readLog } from "./read_log.ts";

/** A log that no instance is writing. */
export interface IdleLog {
  readonly dir: string;
  readonly keyFile: string;
  /** Name and version of the program that does it. */
  readonly tool: string;
  readonly disk?: Disk;
}

/**
 * Does what is ordered to a log that no one writes; never makes a new one.
 *
 * @throws {LogError} {@link readLog}
 * @throws {LedgerError} {@link openLedger}, `locked` if it is in use after all.
 */
export async function obeyAt(
  { dir, keyFile, tool, disk = realDisk }: IdleLog,
  order: LedgerOrder,
): Promise<OrderDone> {
  const policy = policyInForce(dir, disk);
  const catalogue = CATALOGUE_HASH;
  const ledger = await openLedger({
    dir,
    keyFile,
    tool,
    policy,
    catalogue,
    disk,
  });
  try {
    return await obey(ledger, order);
  } finally {
    await ledger.close(order.order);
  }
}

/** The policy that the log named last: nothing is decided under a new one. */
function policyInForce(dir: string, disk: Disk): Hash {
  let policy: Hash = "0".repeat(64);
  for (const { bytes } of readLog(dir, disk).lines()) {
    const record: LogRecord = JSON.parse(new TextDecoder().decode(bytes));
    if (record.type === "start") policy = record.policy;
    if (record.type === "policy") policy = record.new;
  }
  return policy;
}
