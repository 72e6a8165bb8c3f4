import { fromBase64, toBase64 } from "./bytes.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import { formatNote } from "./note.ts";

/** What a log asks a witness. @see https://c2sp.org/tlog-witness */
export interface AddCheckpoint {
  /** Size of what the witness saw last; 0 if nothing. */
  readonly old: number;
  /** Consistency proof from there. */
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: SignedCheckpoint;
}

/** Most hashes in a proof. */
const MAX_PROOF = 63;

/** The body of the request. */
export function formatAddCheckpoint(
  { old, proof, checkpoint }: AddCheckpoint,
): string {
  const lines = [`old ${old}`, ...proof.map(toBase64)];
  return `${lines.join("\n")}\n\n${formatNote(checkpoint.note)}`;
}

/** Reads a body; `undefined` if it is not one. */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const end = body.indexOf("\n\n");
  const [first = "", ...base64] = body.slice(0, Math.max(0, end)).split("\n");
  const digits = /^old (0|[1-9][0-9]{0,15})$/.exec(first)?.[1];
  const proof = base64.map(fromBase64);
  const checkpoint = parseCheckpoint(body.slice(end + 2));
  const isProof = proof.length <= MAX_PROOF &&
    proof.every((hash) => hash?.length === 32);
  if (digits === undefined || !isProof || !checkpoint) return undefined;
  return {
    old: Number(digits),
    proof: proof as readonly Uint8Array[],
    checkpoint,
  };
}

/** The type of the answer that says which size the witness saw last. */
export const SIZE_TYPE = "text/x.tlog.size";
