import {
  exportEvidence,
  type Ledger,
  loadPublicKey,
  openLedger,
  verifyBundle,
  verifyLogAt,
} from "../../audit/mod.ts";
import { HASH, redaction } from "../support/audit_log.ts";
import { quantile } from "./quantile.ts";
import type { Row } from "./row.ts";

const SAMPLES = 3000;
const RECORDS = 1_000_000;
const RECEIPTS = 20_000;
const TOGETHER = 1000;

/**
 * What a durable record costs, and what reading a million of them costs.
 *
 * In this process, on the disk of the machine's temporary folder: no message
 * passing, no proxy.
 */
export async function auditRows(): Promise<readonly Row[]> {
  const home = await Deno.makeTempDir();
  try {
    return [
      ...await appending(home, 1),
      ...await appending(home, 32),
      await bundled(home),
      ...await reading(home),
    ];
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

function open(home: string): Promise<Ledger> {
  return openLedger({
    dir: `${home}/audit`,
    keyFile: `${home}/signing.key`,
    tool: "bench 0.0.0",
    policy: HASH,
  });
}

async function appending(
  home: string,
  writers: number,
): Promise<readonly Row[]> {
  const ledger = await open(home);
  const ms: number[] = [];
  const start = performance.now();
  await Promise.all(Array.from({ length: writers }, async () => {
    for (let i = 0; i < SAMPLES / writers; i++) {
      const from = performance.now();
      await ledger.append(redaction());
      ms.push(performance.now() - from);
    }
  }));
  const seconds = (performance.now() - start) / 1000;
  await ledger.close("measured");
  const name = `durable append, ${writers} writer${writers > 1 ? "s" : ""}`;
  return [
    { name: `${name}, p50`, value: quantile(ms, 0.5), unit: "ms" },
    { name: `${name}, p99`, value: quantile(ms, 0.99), unit: "ms" },
    { name, value: ms.length / seconds, unit: "records/s" },
  ];
}

async function bundled(home: string): Promise<Row> {
  const ledger = await open(home);
  await fill(ledger, RECEIPTS);
  await ledger.close("filled");
  const dir = `${home}/audit`;
  const keyFile = `${home}/signing.key`;
  const bundle = await exportEvidence({ dir, keyFile, receipts: true });
  const file = `${home}/bundle.tar.gz`;
  await Deno.writeFile(file, ReadableStream.from(bundle.chunks));
  const pinned = loadPublicKey(`${home}/audit/log.vkey`);
  const { seconds, result } = await timed(async () => {
    const { readable } = await Deno.open(file);
    const verdict = await verifyBundle(readable, { pinned });
    if (!verdict.ok) throw new Error(`Cannot verify: ${verdict.code}`);
    return verdict.manifest.receipts.count;
  });
  await Deno.remove(file);
  const name = "verify a bundle, log and receipts";
  return { name, value: result / seconds, unit: "receipts/s" };
}

/** Appends until the log is so long. */
async function fill(ledger: Ledger, size: number): Promise<void> {
  while (ledger.size < size) {
    const entries = Array.from({ length: TOGETHER }, () => redaction());
    await Promise.all(entries.map(ledger.append));
  }
}

async function reading(home: string): Promise<readonly Row[]> {
  const ledger = await open(home);
  await fill(ledger, RECORDS);
  await ledger.close("filled");
  const pinned = loadPublicKey(`${home}/audit/log.vkey`);
  const rss = Deno.memoryUsage().rss;
  const verified = await timed(async () => {
    const verdict = await verifyLogAt(`${home}/audit`, { pinned });
    if (!verdict.ok) throw new Error(`Cannot verify: ${verdict.code}`);
    return verdict.log.size;
  });
  const grown = Deno.memoryUsage().rss - rss;
  const opened = await timed(() => reopen(home));
  await Deno.remove(`${home}/audit/resume.json`);
  const scanned = await timed(() => reopen(home));
  const million = "1,000,000 records";
  return [
    {
      name: `verify ${million}`,
      value: verified.result / verified.seconds,
      unit: "records/s",
      atLeast: 100_000,
    },
    { name: "memory that took", value: Math.max(0, grown) / 1e6, unit: "MB" },
    {
      name: `start on ${million}`,
      value: opened.seconds,
      unit: "s",
      atMost: 5,
    },
    {
      name: `start on ${million}, nothing noted`,
      value: scanned.seconds,
      unit: "s",
    },
  ];
}

async function reopen(home: string): Promise<void> {
  await (await open(home)).close("measured");
}

async function timed<T>(
  run: () => Promise<T>,
): Promise<{ readonly seconds: number; readonly result: T }> {
  const start = performance.now();
  const result = await run();
  return { seconds: (performance.now() - start) / 1000, result };
}
