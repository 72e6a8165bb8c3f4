import { isSame } from "./bytes.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import type { KeyReason } from "./entry.ts";
import { checkNote, type Note, type NoteAnswer } from "./note.ts";
import type { PinnedKey } from "./public_key.ts";
import { makeVkey, parseVkey, type Vkey } from "./vkey.ts";

/** What can be wrong with a signature, or with the key behind it. */
export type KeyFault =
  | "signature"
  | "no-signature"
  | "key-unknown"
  | "key-weak"
  | "key-epoch";

/** The time in which one key signed, counted in records. */
export interface KeyEpoch {
  /** `undefined` for keys before a pruned log's first, which no one can name. */
  vkey: Vkey | undefined;
  /** Size from which it signs. */
  readonly from: number;
  /** Why the next one took over; `undefined` while none has. */
  ended?: KeyReason;
  /** The largest checkpoint it was seen to sign. */
  signed?: SignedCheckpoint;
}

interface Announced {
  readonly vkey: Vkey;
  readonly reason: KeyReason;
  /** Key id of the one before. */
  readonly retire: string;
}

/**
 * Which key signs at which size, as the log itself tells it.
 *
 * A `key` record names the next key; the checkpoint after it must carry the
 * signatures of both, the old one first, and from its size on only the new
 * key counts.
 */
export class KeyHistory {
  readonly #epochs: KeyEpoch[];
  readonly #pinned: PinnedKey | undefined;
  #next: Announced | undefined;

  /** `first` is `undefined` where a log's beginning has been pruned. */
  constructor(first: Vkey | undefined, pinned?: PinnedKey) {
    this.#epochs = [{ vkey: first, from: 0 }];
    this.#pinned = pinned;
  }

  get epochs(): readonly Readonly<KeyEpoch>[] {
    return this.#epochs;
  }

  /** The key that signs now. */
  get current(): Vkey | undefined {
    return this.#epochs.at(-1)!.vkey;
  }

  /** The key that is announced, until both have signed. */
  get next(): Vkey | undefined {
    return this.#next?.vkey;
  }

  /** Takes a `key` record of the log with this origin. */
  announce(
    key: {
      readonly vkey: string;
      readonly reason: KeyReason;
      readonly retire: string;
    },
    origin: string,
  ): KeyFault | undefined {
    const vkey = parseVkey(key.vkey);
    if (!vkey || vkey.name !== origin || vkey.kind !== "note") {
      return "key-unknown";
    }
    if (this.#next) return "key-epoch";
    if (this.current && this.current.keyId !== key.retire) return "key-epoch";
    this.#next = { vkey, reason: key.reason, retire: key.retire };
    return undefined;
  }

  /** Takes a checkpoint of the log, which must come in the order of sizes. */
  take(checkpoint: SignedCheckpoint): KeyFault | undefined {
    const fault = this.#next
      ? this.#handOver(checkpoint, this.#next)
      : this.#check(checkpoint, { once: true });
    if (!fault) this.#epochs.at(-1)!.signed = checkpoint;
    return fault;
  }

  #handOver(
    checkpoint: SignedCheckpoint,
    { vkey, reason, retire }: Announced,
  ): KeyFault | undefined {
    const { note, size } = checkpoint;
    const lines = note.signatures.filter(({ name }) => name === vkey.name);
    const isBoth = lines.length === 2 && lines[0]!.keyId === retire &&
      lines[1]!.keyId === vkey.keyId;
    if (!isBoth) return "key-epoch";
    const fault = this.#check(checkpoint, { once: false }) ??
      KEY_FAULT[checkNote(note, vkey)];
    if (fault) return fault;
    const retired = this.#epochs.at(-1)!;
    retired.signed = checkpoint;
    retired.ended = reason;
    this.#epochs.push({ vkey, from: size });
    this.#next = undefined;
    return undefined;
  }

  #check(
    { note, origin }: SignedCheckpoint,
    options: { readonly once: boolean },
  ): KeyFault | undefined {
    const epoch = this.#epochs.at(-1)!;
    epoch.vkey ??= this.#recognise(note, origin);
    if (!epoch.vkey) return undefined;
    const answer = checkNote(note, epoch.vkey, options);
    return answer === "absent" ? this.#absence(note) : KEY_FAULT[answer];
  }

  /** The pinned key, if it is the one that signed this. */
  #recognise(note: Note, origin: string): Vkey | undefined {
    if (!this.#pinned) return undefined;
    const vkey = makeVkey(origin, this.#pinned.publicKey);
    if (vkey.keyId === this.#next?.vkey.keyId) return undefined;
    return checkNote(note, vkey) === "good" ? vkey : undefined;
  }

  /** Why a note does not carry the signature that it should. */
  #absence({ signatures }: Note): KeyFault {
    const known = this.#epochs.map(({ vkey }) => vkey?.keyId);
    if (signatures.some(({ keyId }) => known.includes(keyId))) {
      return "key-epoch";
    }
    const name = this.current?.name;
    return signatures.some((line) => line.name === name)
      ? "key-unknown"
      : "no-signature";
  }

  /**
   * Judges a note from outside the log, once the log has been read.
   *
   * `"void"` says that it carries no weight: the key was compromised before.
   */
  judge({ note, size }: SignedCheckpoint): KeyFault | "void" | undefined {
    const active = this.#epochs.findLast(({ from }) => from <= size);
    const before = this.#epochs.find(({ vkey, from }) =>
      vkey && from <= size && checkNote(note, vkey) === "good"
    );
    if (!active?.vkey || !before) {
      const answer = active?.vkey ? checkNote(note, active.vkey) : "absent";
      return answer === "absent" ? this.#absence(note) : KEY_FAULT[answer];
    }
    const answer = checkNote(note, active.vkey);
    if (answer !== "absent") return KEY_FAULT[answer];
    const end = this.#epochs[this.#epochs.indexOf(before) + 1]!.from;
    if (size <= end) return undefined;
    return before.ended === "compromise" ? "void" : "key-epoch";
  }

  /** Where a public key stands among the epochs; -1 if it does not. */
  find(publicKey: Uint8Array): number {
    return this.#epochs.findIndex(({ vkey }) =>
      vkey && isSame(vkey.publicKey, publicKey)
    );
  }
}

const KEY_FAULT: Readonly<Record<NoteAnswer, KeyFault | undefined>> = {
  good: undefined,
  bad: "signature",
  weak: "key-weak",
  absent: "key-unknown",
};
