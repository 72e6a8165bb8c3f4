import { fromBase64, toBase64 } from "./bytes.ts";

/**
 * One record, and what shows that it stands in a log.
 *
 * Derivable from the log at any time; good for ever once made.
 */
export interface Receipt {
  /** The record's line, without its line feed. */
  readonly record: string;
  /** Inclusion proof, from the leaf's sibling to a child of the root. */
  readonly proof: readonly Uint8Array[];
  /** A signed note over a tree that holds the record. */
  readonly checkpoint: string;
}

/** The two ways to write a receipt, one to one. */
export type ReceiptForm = "json" | "tlog-proof";

const KIND = "waterwall/1";
const PROOF = "c2sp.org/tlog-proof@v1";

/** Longest receipt that is read, in bytes: a full record, 53 hashes, 100 signatures. */
export const MAX_RECEIPT_BYTES = 2 ** 20;

/** Writes a receipt: JSON for people, `tlog-proof` for tools. */
export function formatReceipt(receipt: Receipt, form: ReceiptForm): string {
  switch (form) {
    case "json":
      return formatJson(receipt);
    case "tlog-proof":
      return formatProof(receipt);
  }
}

/** Reads a receipt that is, to the byte, what `formatReceipt` writes; else `undefined`. */
export function parseReceipt(text: string): Receipt | undefined {
  if (text.length > MAX_RECEIPT_BYTES) return undefined;
  const form = text.startsWith("{") ? "json" : "tlog-proof";
  const receipt = form === "json" ? parseJson(text) : parseProof(text);
  return receipt && formatReceipt(receipt, form) === text ? receipt : undefined;
}

function formatJson({ record, proof, checkpoint }: Receipt): string {
  const fields = {
    receipt: KIND,
    record,
    proof: proof.map(toBase64),
    checkpoint,
  };
  return JSON.stringify(fields, null, 1) + "\n";
}

function parseJson(text: string): Receipt | undefined {
  const { record, proof, checkpoint } = parseObject(text);
  if (typeof record !== "string" || typeof checkpoint !== "string") {
    return undefined;
  }
  return Array.isArray(proof)
    ? made(record, proof.map(String), checkpoint)
    : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** @see https://c2sp.org/tlog-proof */
function formatProof({ record, proof, checkpoint }: Receipt): string {
  const lines = [
    PROOF,
    `extra ${toBase64(new TextEncoder().encode(record))}`,
    `index ${indexOf(record)}`,
    ...proof.map(toBase64),
  ];
  return `${lines.join("\n")}\n\n${checkpoint}`;
}

function parseProof(text: string): Receipt | undefined {
  const end = text.indexOf("\n\n");
  const [, extra = "", , ...proof] = text.slice(0, end).split("\n");
  const bytes = fromBase64(extra.slice("extra ".length));
  if (end < 0 || !bytes) return undefined;
  const record = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return made(record, proof, text.slice(end + 2));
}

function made(
  record: string,
  base64: readonly string[],
  checkpoint: string,
): Receipt | undefined {
  const proof = base64.map(fromBase64);
  return proof.every((hash) => hash?.length === 32)
    ? { record, proof: proof as readonly Uint8Array[], checkpoint }
    : undefined;
}

/** The index as it stands in the record; whether it is true is for the verifier. */
function indexOf(record: string): number {
  const seq = Number(parseObject(record).seq);
  return Number.isSafeInteger(seq) && seq >= 0 ? seq : 0;
}
