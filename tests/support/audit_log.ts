import {
  type Entry,
  type Ledger,
  type LedgerOptions,
  type LogTrust,
  type LogVerdict,
  LogVerifier,
  openLedger,
  parseCheckpoint,
  type SignedCheckpoint,
} from "../../audit/mod.ts";
import { MemoryDisk } from "./memory_disk.ts";
import { POLICY } from "./sample_log.ts";

/** Names {@link POLICY_TEXT}. */
export const HASH = POLICY;
const TAG = "0123456789abcdef";

/** A redaction such as a proxy would record. */
export function redaction(
  change: Partial<Entry & { readonly type: "redaction" }> = {},
): Entry {
  return {
    type: "redaction",
    request: "req-1",
    session: "s-1",
    host: "api.anthropic.com",
    direction: "outbound",
    items: [{ kind: "AWS_ACCESS_KEY", tag: TAG }],
    policy: HASH,
    ...change,
  };
}

/** One entry of every type that callers may append. */
export const EVERY_ENTRY: readonly Entry[] = [
  redaction(),
  {
    type: "restoration",
    request: "req-1",
    session: "s-1",
    host: "api.anthropic.com",
    final: true,
    restored: 2,
    unknown: 0,
    policy: HASH,
  },
  {
    type: "block",
    request: "req-2",
    session: "s-1",
    host: "api.openai.com",
    reason: "killswitch",
  },
  { type: "killswitch", state: "armed", source: "sentinel" },
  { type: "policy", old: HASH, new: "6c".repeat(32), patterns: 200 },
  {
    type: "session",
    session: "s-1",
    first: 3,
    last: 5,
    requests: 2,
    redactions: 1,
    restorations: 1,
    blocked: 1,
    unknown: 0,
    kinds: { AWS_ACCESS_KEY: 1, GITHUB_TOKEN: 2 },
    controls: ["SOC 2@2017:CC6.7"],
    catalogue: HASH,
  },
];

/** 2026-09-01T12:00:00Z, and a millisecond later each time it is asked. */
export function clock(startMs = Date.UTC(2026, 8, 1, 12)): () => number {
  let ms = startMs;
  return () => ms++;
}

/** Options for a ledger in memory, with nothing left to chance. */
export function options(
  disk: MemoryDisk,
  change: Partial<LedgerOptions> = {},
): LedgerOptions {
  return {
    dir: "/home/audit",
    keyFile: "/home/signing.key",
    tool: "waterwall 0.0.0",
    policy: HASH,
    now: clock(),
    random: (bytes) => new Uint8Array(bytes).fill(0x3f),
    every: () => () => {},
    disk,
    ...change,
  };
}

export const LOG = "/home/audit/log-00000000000000000000.jsonl";

/** A log in memory that was written and closed. */
export interface Sample {
  readonly disk: MemoryDisk;
  readonly lines: readonly Uint8Array[];
  readonly head: SignedCheckpoint;
  readonly vkey: string;
  readonly origin: string;
}

/** Writes entries, one commit each, and closes the log. */
export async function sample(
  entries: readonly Entry[] = EVERY_ENTRY,
  change: Partial<LedgerOptions> = {},
): Promise<Sample> {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk, change));
  for (const entry of entries) await ledger.append(entry);
  await ledger.close("end of the sample");
  return sampleOf(disk, ledger);
}

/** What a ledger has written so far. */
export function sampleOf(disk: MemoryDisk, ledger: Ledger): Sample {
  return {
    disk,
    lines: linesOf(disk),
    head: parseCheckpoint(ledger.head)!,
    vkey: ledger.vkey,
    origin: ledger.origin,
  };
}

/** All lines of a log in memory, without their line feeds. */
export function linesOf(disk: MemoryDisk): readonly Uint8Array[] {
  return disk.list("/home/audit").filter((name) => name.startsWith("log-"))
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => split(disk.bytes(`/home/audit/${name}`)));
}

function split(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    lines.push(bytes.slice(start, end < 0 ? bytes.length : end));
    start = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

/** Lines as they stand in a file. */
export function file(lines: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(lines.flatMap((line) => [...line, 0x0a]));
}

/** What a verifier says to lines, given at once. */
export function verify(
  lines: readonly Uint8Array[],
  trust: LogTrust = {},
): LogVerdict {
  const verifier = new LogVerifier(trust);
  verifier.push(file(lines));
  return verifier.verdict();
}

/** The verdict in a few words: `ok`, `ok unsigned-tail`, `root at 7`. */
export function inShort(verdict: LogVerdict): string {
  return verdict.ok
    ? ["ok", ...verdict.weaker.map(({ code }) => code)].join(" ")
    : `${verdict.code} at ${verdict.seq}`;
}

export const encode = (text: string): Uint8Array =>
  new TextEncoder().encode(text);
export const decode = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes);

/** The same numbers between 0 and 1 for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
