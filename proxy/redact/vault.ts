import { RefusalError } from "../errors.ts";
import { type Tag, tagOf } from "./placeholder.ts";

export interface VaultOptions {
  /** 32 bytes; the same key gives the same tags after a restart. */
  readonly key: Uint8Array;
  /** The time in milliseconds, from any origin. */
  readonly now: () => number;
  /** At most this many secrets are kept. Default 100 000. */
  readonly maxCount?: number;
  /** At most this many UTF-16 code units of secrets are kept. Default 32 Mi. */
  readonly maxSize?: number;
  /** A secret that was neither sent nor restored for so long is forgotten. Default a day. */
  readonly idleMs?: number;
  /** Told of each secret that was not known before. */
  readonly learnt?: (secret: HeldSecret) => void;
  /** Gives a secret its tag; for tests. */
  readonly tagOf?: (secret: string, key: Uint8Array) => Tag;
}

/** A secret as a vault hands it to another. */
export interface HeldSecret {
  readonly secret: string;
  /** The host that it is for. */
  readonly home: string | undefined;
}

interface Kept extends HeldSecret {
  usedMs: number;
}

/**
 * The secrets of this process, in memory only.
 *
 * Bounded: the secret that was used least recently goes first. Every request
 * teaches it its secrets anew, so what was forgotten is known again as soon as
 * an agent repeats its conversation.
 */
export class Vault {
  readonly #options: Required<VaultOptions>;
  /** In order of last use. */
  readonly #kept = new Map<Tag, Kept>();
  #size = 0;

  constructor(options: VaultOptions) {
    this.#options = {
      maxCount: 100_000,
      maxSize: 32 * 2 ** 20,
      idleMs: 24 * 60 * 60 * 1000,
      learnt: () => {},
      tagOf,
      ...options,
    };
  }

  /** Number of secrets kept. */
  get count(): number {
    return this.#kept.size;
  }

  /** UTF-16 code units of all secrets kept. */
  get size(): number {
    return this.#size;
  }

  /** All secrets kept, the one used last at the end. */
  get secrets(): readonly HeldSecret[] {
    return [...this.#kept.values()]
      .map(({ secret, home }) => ({ secret, home }));
  }

  /** The tag a secret has, without keeping the secret. */
  tagOf(secret: string): Tag {
    return this.#options.tagOf(secret, this.#options.key);
  }

  /**
   * Keeps a secret and names it.
   *
   * @throws {RefusalError} when another secret already has its tag
   */
  tokenise(secret: string, home?: string): Tag {
    const tag = this.tagOf(secret);
    this.keep(tag, secret, home);
    return tag;
  }

  /**
   * Keeps a secret whose tag is known. Returns it in memory of its own.
   *
   * `home` is the host that it is for, as far as the text tells in which it is
   * first seen; later texts, which others may have written, do not count.
   *
   * @throws {RefusalError} when another secret already has its tag
   */
  keep(tag: Tag, secret: string, home?: string): string {
    const known = this.#kept.get(tag);
    if (known !== undefined && known.secret !== secret) {
      throw RefusalError.collision(tag);
    }
    const kept = known ?? {
      secret: detached(secret),
      home: home && detached(home),
    };
    this.#touch(tag, kept);
    this.sweep();
    const { secret: held, home: itsHome } = kept;
    if (known === undefined) {
      this.#options.learnt({ secret: held, home: itsHome });
    }
    return held;
  }

  /** The host that a secret is for, if that is known. */
  homeOf(tag: Tag): string | undefined {
    return this.#kept.get(tag)?.home;
  }

  /** The secret that `tag` stands for; `undefined` if it is not, or no longer, known. */
  lookup(tag: Tag): string | undefined {
    const kept = this.#kept.get(tag);
    if (kept === undefined || this.#isIdle(kept)) return undefined;
    this.#touch(tag, kept);
    return kept.secret;
  }

  /** Forgets what is idle or over the bounds. Call it now and then, so that idle secrets leave memory. */
  sweep(): void {
    const { maxCount, maxSize } = this.#options;
    for (const [tag, kept] of this.#kept) {
      const isOver = this.#kept.size > maxCount || this.#size > maxSize;
      if (!isOver && !this.#isIdle(kept)) return;
      this.#forget(tag);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#kept.clear();
    this.#size = 0;
  }

  #isIdle({ usedMs }: Kept): boolean {
    return this.#options.now() - usedMs > this.#options.idleMs;
  }

  #touch(tag: Tag, { secret, home }: HeldSecret): void {
    this.#forget(tag);
    this.#kept.set(tag, { secret, home, usedMs: this.#options.now() });
    this.#size += secret.length;
  }

  #forget(tag: Tag): void {
    const kept = this.#kept.get(tag);
    if (kept === undefined) return;
    this.#kept.delete(tag);
    this.#size -= kept.secret.length;
  }
}

/**
 * The same text in memory of its own.
 *
 * The engine represents a slice by a pointer into the text it was cut from, so
 * keeping one would keep the whole body that held the secret.
 */
function detached(slice: string): string {
  return JSON.parse(JSON.stringify(slice));
}
