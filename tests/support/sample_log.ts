import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
} from "node:crypto";
import { Chain } from "../../audit/chain.ts";
import { checkpointText } from "../../audit/checkpoint.ts";
import type { Entry, EvidenceEntry, OwnEntry } from "../../audit/entry.ts";
import { CATALOGUE_HASH } from "../../audit/frameworks.ts";
import { SessionCounts } from "../../audit/manifest.ts";
import { formatNote, type Signer, signNote } from "../../audit/note.ts";
import { formatVkey, type KeyKind, makeVkey } from "../../audit/vkey.ts";

export const ORIGIN = "local/waterwall/3f9c2a7d51e08b64";
/** The rules of the sample logs, and what their records call them. */
export const POLICY_TEXT = '{"policy":"waterwall/1","rules":[]}';
export const POLICY = createHash("sha256").update(POLICY_TEXT).digest("hex");
export const START_MS = Date.UTC(2026, 8, 1, 12);

/** A key whose seed is one byte over and over: for tests only. */
export function testSigner(
  byte: number,
  { name = ORIGIN, kind = "note" }: { name?: string; kind?: KeyKind } = {},
): Signer & { readonly pem: string; readonly publicPem: string } {
  const key = createPrivateKey({
    key: Buffer.from([
      ...Buffer.from("302e020100300506032b657004220420", "hex"),
      ...new Uint8Array(32).fill(byte),
    ]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey(key);
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  return {
    vkey: makeVkey(name, new Uint8Array(raw), kind),
    sign: (message) => new Uint8Array(sign(null, message, key)),
    pem: String(key.export({ format: "pem", type: "pkcs8" })),
    publicPem: String(publicKey.export({ format: "pem", type: "spki" })),
  };
}

/** A log in memory, written as the ledger would, at 137 ms a record. */
export class SampleLog {
  readonly lines: string[] = [];
  readonly #chain = new Chain();
  readonly #counts = new SessionCounts();
  #signer: Signer;

  constructor(signer: Signer = testSigner(7)) {
    this.#signer = signer;
    this.add({
      type: "genesis",
      origin: signer.vkey.name,
      key: formatVkey(signer.vkey),
      tool: "waterwall 0.1.0",
      catalogue: CATALOGUE_HASH,
    });
    this.add({
      type: "start",
      tool: "waterwall 0.1.0",
      policy: POLICY,
      resumed: 1,
    });
  }

  get size(): number {
    return this.#chain.size;
  }

  get text(): string {
    return this.lines.map((line) => line + "\n").join("");
  }

  add(entry: Entry | EvidenceEntry | OwnEntry): number {
    const seq = this.size;
    const line = this.#chain.append(entry, START_MS + (seq + 1) * 137);
    this.lines.push(new TextDecoder().decode(line));
    this.#counts.add(seq, entry);
    return seq;
  }

  redact(session = "s-1", request = `req_${this.size}`): number {
    return this.add({
      type: "redaction",
      direction: "outbound",
      host: "api.anthropic.com",
      session,
      request,
      items: [{ kind: "AWS_ACCESS_KEY", tag: "9f3c000000000000" }],
      policy: POLICY,
    });
  }

  restore(session = "s-1", request = `req_${this.size}`): number {
    return this.add({
      type: "restoration",
      host: "api.anthropic.com",
      session,
      request,
      final: true,
      restored: 1,
      unknown: 0,
      policy: POLICY,
    });
  }

  endSession(session = "s-1"): number {
    return this.add(this.#counts.manifest(session)!);
  }

  /** A signed note over everything so far. */
  head(...more: readonly Signer[]): string {
    const text = checkpointText({
      origin: this.#signer.vkey.name,
      size: this.size,
      root: this.#chain.root(),
    });
    return formatNote(signNote(text, this.#signer, ...more));
  }

  checkpoint(): number {
    return this.add({ type: "checkpoint", note: this.head() });
  }

  /** Hands over to another key, as `rotate-key` does. */
  rotate(next: Signer, reason: "scheduled" | "compromise" = "scheduled"): void {
    this.add({
      type: "key",
      vkey: formatVkey(next.vkey),
      reason,
      retire: this.#signer.vkey.keyId,
    });
    this.add({ type: "checkpoint", note: this.head(next) });
    this.#signer = next;
  }
}

/** Two sessions, a checkpoint in between: enough of everything, yet small. */
export function sampleLog(signer?: Signer): SampleLog {
  const log = new SampleLog(signer);
  log.redact("s-1", "req_1");
  log.restore("s-1", "req_1");
  log.redact("s-2", "req_2");
  log.checkpoint();
  log.redact("s-1", "req_3");
  log.endSession("s-1");
  log.restore("s-2", "req_2");
  log.endSession("s-2");
  log.checkpoint();
  return log;
}
