import { createHash } from "node:crypto";
import {
  createSigningKey,
  type Disk,
  EvidenceError,
  formatNote,
  loadSigningKey,
  makeVkey,
  parseCheckpoint,
  readSmall,
  realDisk,
  replaceFile,
  type SignedCheckpoint,
  type Signer,
  type Vkey,
  witness,
  type WitnessAnswer,
} from "../../audit/mod.ts";

/** Where a witness keeps its key and its memory, and whom it watches. */
export interface WitnessOptions {
  /** Folder; made if it is not there. */
  readonly dir: string;
  /** Name under which it cosigns, best a URL without its scheme. */
  readonly name: string;
  readonly logs: readonly Vkey[];
  readonly now: () => number;
  readonly disk?: Disk;
}

/**
 * A witness with a memory on disk.
 *
 * Answers one request after the other, and remembers each checkpoint before it
 * hands out the cosignature.
 */
export class WitnessDesk {
  readonly #options: WitnessOptions;
  readonly #disk: Disk;
  readonly #signer: Signer;
  readonly #latest = new Map<string, SignedCheckpoint>();

  /** @throws {KeyError} if its key cannot be used. */
  constructor(options: WitnessOptions) {
    const { dir, name, logs, disk = realDisk } = options;
    this.#options = options;
    this.#disk = disk;
    disk.makeDir(dir);
    const keyFile = `${dir}/witness.key`;
    const key = disk.facts(keyFile)
      ? loadSigningKey(keyFile, disk)
      : createSigningKey(keyFile, disk);
    const vkey = makeVkey(name, key.publicKey, "cosignature");
    this.#signer = { vkey, sign: key.sign };
    for (const { name: origin } of logs) this.#recall(origin);
  }

  /** What the logs' operators must trust. */
  get vkey(): Vkey {
    return this.#signer.vkey;
  }

  answer(body: string): WitnessAnswer {
    const { logs, now } = this.#options;
    const state = { logs, latest: this.#latest, signer: this.#signer };
    const answer = witness(body, state, now());
    if (answer.latest) this.#remember(answer.latest);
    return answer;
  }

  #remember(checkpoint: SignedCheckpoint): void {
    const { origin } = checkpoint;
    replaceFile(this.#disk, this.#pathOf(origin), {
      bytes: new TextEncoder().encode(formatNote(checkpoint.note)),
      isSynced: true,
    });
    this.#latest.set(origin, checkpoint);
  }

  #recall(origin: string): void {
    const bytes = readSmall(this.#disk, this.#pathOf(origin), MAX_NOTE_BYTES);
    if (!bytes) return;
    const checkpoint = parseCheckpoint(new TextDecoder().decode(bytes));
    if (checkpoint?.origin !== origin) throw forgotten(origin);
    this.#latest.set(origin, checkpoint);
  }

  #pathOf(origin: string): string {
    const digest = createHash("sha256").update(origin).digest("hex");
    return `${this.#options.dir}/${digest.slice(0, 32)}.note`;
  }
}

const MAX_NOTE_BYTES = 65_536;

/** A witness without its memory would cosign what it must not. */
function forgotten(origin: string): EvidenceError {
  return new EvidenceError(
    "anchor",
    `Cannot be a witness as what it saw last cannot be read: ${origin}`,
    { hint: "Restore its folder from a backup, or begin with a new key" },
  );
}
