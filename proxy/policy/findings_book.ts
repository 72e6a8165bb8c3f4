import type { Hash } from "../../audit/mod.ts";
import type { Lookup } from "../redact/placeholder.ts";
import type { Explained } from "../redact/redactor.ts";
import { valueHash } from "./value_hash.ts";

/** Findings that are remembered at most. */
const MOST = 2_000;

/** A finding, and the hash by which its value can be allowed, if that is known. */
export interface Remembered extends Omit<Explained, "sha256"> {
  readonly sha256: Hash | null;
}

/** Which rule found which secret, and where, last time. Never a secret. */
export class FindingsBook {
  readonly #byTag = new Map<string, Explained>();
  /** Stands before the oldest: one that begins anew passes all that are gone. */
  readonly #oldest = this.#byTag.keys();

  /** @param known What another book had, the oldest first. */
  constructor(known: readonly Explained[] = []) {
    for (const found of known) this.note(found);
  }

  /** All that it has, the oldest first. */
  get all(): readonly Explained[] {
    return [...this.#byTag.values()];
  }

  readonly note = (found: Explained): void => {
    this.#byTag.delete(found.tag);
    this.#byTag.set(found.tag, found);
    if (this.#byTag.size <= MOST) return;
    this.#byTag.delete(this.#oldest.next().value!);
  };

  /**
   * What is known of the secrets whose tag, or else whose SHA-256, begins so.
   *
   * @param lookup knows the secrets that are still in the vault
   */
  find(start: string, lookup: Lookup): readonly Remembered[] {
    const { all } = this;
    const byTag = all.filter(({ tag }) => tag.startsWith(start));
    if (byTag.length > 0) return byTag.map((one) => withHash(one, lookup));
    return all.map((one) => withHash(one, lookup))
      .filter(({ sha256 }) => sha256?.startsWith(start));
  }
}

function withHash(found: Explained, lookup: Lookup): Remembered {
  const secret = found.sha256 === undefined ? lookup(found.tag) : undefined;
  const sha256 = found.sha256 ??
    (secret === undefined ? null : valueHash(secret));
  return { ...found, sha256 };
}
