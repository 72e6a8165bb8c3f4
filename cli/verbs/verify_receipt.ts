import { createHash } from "node:crypto";
import {
  MAX_RECEIPT_BYTES,
  type ReceiptVerdict,
  verifyReceipt,
} from "../../audit/verify.ts";
import { printAttestation } from "../evidence/attest.ts";
import { beginning } from "../evidence/evidence_file.ts";
import {
  type Asked,
  explainReceipt,
  explainRefuted,
} from "../evidence/explain_evidence.ts";
import {
  NO_QUORUM,
  parseAge,
  readPolicy,
  readSeen,
  tooOld,
  witnessedUpTo,
} from "../evidence/held_against.ts";
import { outside } from "../evidence/outside.ts";
import { pinnedKey } from "../evidence/pinned_key.ts";
import { printVerdict } from "../evidence/print_verdict.ts";
import type { VerifierValues } from "../evidence/verifier_values.ts";
import type { Exit } from "../exit.ts";
import type { Io } from "../io.ts";

/** What verify-receipt is asked. */
export interface VerifyReceiptValues extends VerifierValues {
  readonly file: string;
}

/** Checks a receipt with nothing but a public key; reads, and writes nothing. */
export default async function verify(
  values: VerifyReceiptValues,
  io: Io,
): Promise<Exit> {
  const { file, json, maxAge } = values;
  if (maxAge !== undefined) parseAge(maxAge);
  const pinned = pinnedKey(values.pubkey);
  const policy = await readPolicy(values.policy, io);
  const seen = await readSeen(values.seen, io);
  const bytes = await beginning(file, { io, max: MAX_RECEIPT_BYTES });
  const verdict = verdictOf(bytes, (text) => verifyReceipt(text, pinned, seen));
  if (!verdict.ok) {
    return printVerdict(explainRefuted(verdict), {
      io,
      json: json ? verdict : undefined,
    });
  }
  const witnessed = policy && witnessedUpTo([verdict.checkpoint], policy);
  const asked: Asked = {
    shortfalls: [
      ...witnessed === 0 ? [NO_QUORUM] : [],
      ...tooOld(verdict.record.ts, { maxAge, nowMs: outside.nowMs() }),
    ],
    pinsOrigin: pinned.origin !== undefined,
    witnessed,
  };
  const explained = explainReceipt(verdict, asked);
  if (values.attest) {
    printAttestation({
      name: file.split(/[/\\]/).at(-1)!,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      shortfalls: asked.shortfalls.map(({ code }) => code),
      property: "WATERWALL_RECEIPT",
    }, io);
    return explained.status;
  }
  const { record, checkpoint: { origin, size } } = verdict;
  return printVerdict(explained, {
    io,
    json: json ? { ok: true, record, origin, size } : undefined,
  });
}

function verdictOf(
  bytes: Uint8Array,
  verify: (text: string) => ReceiptVerdict,
): ReceiptVerdict {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return verify(decoder.decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { ok: false, code: "bad-utf8", explanation: "it is not text" };
  }
}
