import {
  type AddCheckpoint,
  parseAddCheckpoint,
  SIZE_TYPE,
} from "./add_checkpoint.ts";
import { isSame } from "./bytes.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import { cosign } from "./cosignature.ts";
import { checkNote, formatNote, type Signer } from "./note.ts";
import { provesConsistency } from "./tree_proof.ts";
import type { Vkey } from "./vkey.ts";

/** What a witness remembers, and as whom it speaks. */
export interface WitnessState {
  /** Keys of the logs that it knows; several of one name after a rotation. */
  readonly logs: readonly Vkey[];
  /** The newest checkpoint that it cosigned, by origin. */
  readonly latest: ReadonlyMap<string, SignedCheckpoint>;
  /** A key of kind `cosignature`. */
  readonly signer: Signer;
}

/** What a witness answers. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
  /** To be remembered, durably, before the answer is given. */
  readonly latest?: SignedCheckpoint;
}

/**
 * Answers an `add-checkpoint` request. Signs nothing that does not continue
 * what it signed before.
 *
 * @see https://c2sp.org/tlog-witness
 */
export function witness(
  body: string,
  { logs, latest, signer }: WitnessState,
  nowMs: number,
): WitnessAnswer {
  const request = parseAddCheckpoint(body);
  if (!request) return refuse(400, "this is no add-checkpoint request");
  const { checkpoint } = request;
  const keys = logs.filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return refuse(404, "this log is not known here");
  if (!keys.some((key) => checkNote(checkpoint.note, key) === "good")) {
    return refuse(403, "no known key of this log signed the checkpoint");
  }
  const refusal = judge(request, latest.get(checkpoint.origin));
  if (refusal) return refusal;
  const line = cosign(checkpoint.note, signer, Math.floor(nowMs / 1_000));
  const note = formatNote({ text: "", signatures: [line] });
  return { status: 200, type: TEXT, body: note.slice(1), latest: checkpoint };
}

function judge(
  { old, proof, checkpoint: { size, root } }: AddCheckpoint,
  known: SignedCheckpoint | undefined,
): WitnessAnswer | undefined {
  if (old > size) return refuse(400, "the old size is larger than the new one");
  const seen = known?.size ?? 0;
  if (old !== seen) {
    return { status: 409, type: SIZE_TYPE, body: `${seen}\n` };
  }
  if (known && old === size && !isSame(known.root, root)) {
    return refuse(409, "another tree of this size was cosigned before");
  }
  const oldRoot = known?.root ?? new Uint8Array(32);
  if (provesConsistency({ oldSize: old, oldRoot, size, root, proof })) {
    return undefined;
  }
  return refuse(
    422,
    "the proof does not lead from the old tree to the new one",
  );
}

const TEXT = "text/plain; charset=utf-8";

function refuse(
  status: 400 | 403 | 404 | 409 | 422,
  why: string,
): WitnessAnswer {
  return { status, type: TEXT, body: `${why}\n` };
}
