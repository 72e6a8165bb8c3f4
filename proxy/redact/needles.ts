const ENCODER = new TextEncoder();

/** A text to look for, and what it stands for. */
export interface Needle<T> {
  readonly text: string;
  readonly mark: T;
}

/** Bytes of a needle that decide where it may stand; shorter ones are refused. */
const WINDOW = 8;
/** Bytes that are looked at together. */
const BLOCK = 4;
const BITS = 17;

/**
 * Many texts looked for in bytes at once, most of which are never read.
 *
 * After Wu and Manber (TR 94-17): the last block of the window tells how far
 * the window may move before any needle could begin in it.
 */
export class Needles<T> {
  readonly #shift = new Uint8Array(1 << BITS).fill(WINDOW - BLOCK + 1);
  readonly #ending = new Map<number, Needle<T>[]>();
  /** Where a needle's window is read: all of it, also if a character ends beyond. */
  readonly #window = new Uint8Array(WINDOW + 3);
  #size = 0;

  /** UTF-16 code units of all needles. */
  get size(): number {
    return this.#size;
  }

  /** Adds a text; `false` if it is too short to be looked for. */
  add(text: string, mark: T): boolean {
    const bytes = this.#window;
    const view = viewOf(bytes);
    if (ENCODER.encodeInto(text, bytes).written < WINDOW) return false;
    for (let end = BLOCK; end <= WINDOW; end++) {
      const block = hashOf(view.getInt32(end - BLOCK, true));
      this.#shift[block] = Math.min(this.#shift[block]!, WINDOW - end);
    }
    const last = hashOf(view.getInt32(WINDOW - BLOCK, true));
    const known = this.#ending.get(last);
    if (known) known.push({ text, mark });
    else this.#ending.set(last, [{ text, mark }]);
    this.#size += text.length;
    return true;
  }

  /** The needles of up to three sets that stand in these bytes, which are read once. */
  static in<T>(
    bytes: Uint8Array,
    ...sets: readonly [Needles<T>, Needles<T>?, Needles<T>?]
  ): ReadonlySet<Needle<T>> {
    const found = new Set<Needle<T>>();
    const some = sets.filter((one) => one !== undefined && one.#size > 0);
    if (some.length === 0) return found;
    const [a, b = a, c = b] = some.map((one) => one!.#shift);
    const view = viewOf(bytes);
    const last = bytes.length - BLOCK;
    for (let at = WINDOW - BLOCK; at <= last;) {
      const block = hashOf(view.getInt32(at, true));
      const step = Math.min(a![block]!, b![block]!, c![block]!);
      if (step === 0) {
        for (const one of some) one!.#compare(bytes, { at, block, found });
      }
      at += step || 1;
    }
    return found;
  }

  #compare(
    bytes: Uint8Array,
    { at, block, found }: {
      readonly at: number;
      readonly block: number;
      readonly found: Set<Needle<T>>;
    },
  ): void {
    const start = at - (WINDOW - BLOCK);
    for (const needle of this.#ending.get(block) ?? []) {
      if (stands(needle.text, bytes, start)) found.add(needle);
    }
  }
}

// One read of four bytes is far quicker than four of one.
function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

function hashOf(block: number): number {
  return Math.imul(block, 0x9e3779b1) >>> (32 - BITS);
}

function stands(text: string, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return standsEncoded(text, bytes, start);
    if (code !== bytes[start + i]) return false;
  }
  return true;
}

function standsEncoded(
  text: string,
  bytes: Uint8Array,
  start: number,
): boolean {
  return ENCODER.encode(text).every((byte, i) => byte === bytes[start + i]);
}
