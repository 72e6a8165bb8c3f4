import { concat, toHex } from "./bytes.ts";
import type { Chain } from "./chain.ts";
import { checkpointText } from "./checkpoint.ts";
import type { Committed, Entry, EvidenceEntry, OwnEntry } from "./entry.ts";
import { formatNote, type Signer, signNote } from "./note.ts";
import type { Frontier } from "./tree.ts";

/** A record and the line it became. */
export interface Written extends Committed {
  readonly entry: Entry | EvidenceEntry | OwnEntry;
  /** Without its line feed. */
  readonly line: Uint8Array;
}

/** What one commit made durable, and what proofs of it start from. */
export interface Commit {
  readonly records: readonly Written[];
  /** Of the tree before the first of them. */
  readonly before: Frontier;
  /** The signed note over everything up to the last of them. */
  readonly head: string;
}

/** Records between two checkpoints in the log. */
const CHECKPOINT_EVERY = 100;

const LF = Uint8Array.of(0x0a);

/** Records that become durable together, or not at all. */
export class Batch {
  readonly #chain: Chain;
  readonly #nowMs: number;
  readonly #before: Frontier;
  readonly #records: Written[] = [];
  #signer: Signer;
  #sinceCheckpoint: number;

  constructor(
    chain: Chain,
    { signer, nowMs, sinceCheckpoint, before = chain.end().frontier }: {
      readonly signer: Signer;
      readonly nowMs: number;
      /** Of the chain as it is; taken from there if left out. */
      readonly before?: Frontier;
      /** Records since the last checkpoint in the log. */
      readonly sinceCheckpoint: number;
    },
  ) {
    this.#chain = chain;
    this.#signer = signer;
    this.#nowMs = nowMs;
    this.#before = before;
    this.#sinceCheckpoint = sinceCheckpoint;
  }

  get sinceCheckpoint(): number {
    return this.#sinceCheckpoint;
  }

  /** The key that signs from here on. */
  get signer(): Signer {
    return this.#signer;
  }

  /** Adds a record, and before it a checkpoint where one is due. */
  add(entry: Entry | EvidenceEntry | OwnEntry): Committed {
    if (this.#sinceCheckpoint >= CHECKPOINT_EVERY) this.checkpoint();
    return this.#append(entry);
  }

  /** Adds a checkpoint over everything before it. */
  checkpoint(): void {
    this.#append({ type: "checkpoint", note: this.#sign(this.#signer) });
    this.#sinceCheckpoint = 0;
  }

  /** Adds what ends a segment: its frontier, and a checkpoint over that. */
  seal(): void {
    const { size, nodes } = this.#chain.end().frontier;
    this.#append({ type: "seal", size, frontier: nodes.map(toHex) });
    this.checkpoint();
  }

  /** Adds the checkpoint that both keys sign; `signer` signs from then on. */
  handOver(signer: Signer): void {
    const note = this.#sign(this.#signer, signer);
    this.#append({ type: "checkpoint", note });
    this.#sinceCheckpoint = 0;
    this.#signer = signer;
  }

  #append(entry: Entry | EvidenceEntry | OwnEntry): Committed {
    const seq = this.#chain.size;
    const line = this.#chain.append(entry, this.#nowMs);
    const ms = this.#chain.ms;
    this.#records.push({ entry, line, seq, ms });
    this.#sinceCheckpoint += 1;
    return { seq, ms };
  }

  #sign(...signers: readonly Signer[]): string {
    const { origin, size, root } = {
      origin: this.#signer.vkey.name,
      size: this.#chain.size,
      root: this.#chain.root(),
    };
    return formatNote(
      signNote(checkpointText({ origin, size, root }), ...signers),
    );
  }

  /** The lines as they are written. */
  bytes(): Uint8Array {
    return concat(...this.#records.flatMap(({ line }) => [line, LF]));
  }

  /** The batch as it will be once it is durable. */
  commit(): Commit {
    return {
      records: this.#records,
      before: this.#before,
      head: this.#sign(this.#signer),
    };
  }
}
