type Bytes = Uint8Array<ArrayBuffer>;

const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const RLE = 1;
const RESERVED = 3;

/** A stretch of one frame. */
export interface FramePiece {
  readonly bytes: Bytes;
  /** The frame ends with it. */
  readonly isLast: boolean;
}

/**
 * The frames of zstd data that hold something, each whole; skippable ones are
 * left out (RFC 8878 §3.1).
 *
 * @throws {RangeError} when the data is cut off, or goes on after its frames
 */
export function zstdFrames(bytes: Bytes): readonly Bytes[] {
  const splitter = new ZstdSplitter();
  const pieces = splitter.push(bytes);
  splitter.end();
  return pieces.map(({ bytes }) => bytes).filter((frame) =>
    !isSkippable(number(frame.subarray(0, 4)))
  );
}

/** Cuts zstd data that comes in pieces after each of its frames, skippable ones too. */
export class ZstdSplitter {
  readonly #walk = walk();
  #step = this.#walk.next().value;
  /** Of this step, bytes that were read, and how many are still to come. */
  #read: number[] = [];
  #left = count(this.#step);
  #isOpen = false;

  /** @throws {RangeError} when the data is no zstd, or goes on after its frames */
  push(chunk: Bytes): readonly FramePiece[] {
    const pieces: FramePiece[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length;) {
      at = this.#take(chunk, at);
      if (this.#isOpen) continue;
      pieces.push({ bytes: chunk.subarray(from, at), isLast: true });
      from = at;
    }
    if (from < chunk.length) {
      pieces.push({ bytes: chunk.subarray(from), isLast: false });
    }
    return pieces;
  }

  /** @throws {RangeError} when the data was cut off */
  end(): void {
    if (this.#isOpen) throw new RangeError("cut off");
  }

  /** Goes on as far as this step or the chunk goes; `#isOpen` tells if that ends a frame. */
  #take(chunk: Bytes, at: number): number {
    const to = at + Math.min(this.#left, chunk.length - at);
    if (this.#step.is === "read") this.#read.push(...chunk.subarray(at, to));
    this.#left -= to - at;
    this.#isOpen = true;
    while (this.#left === 0) {
      this.#step = this.#walk.next(this.#read).value;
      this.#read = [];
      if (this.#step.is === "end") {
        this.#isOpen = false;
        this.#step = this.#walk.next([]).value;
      }
      this.#left = count(this.#step);
    }
    return to;
  }
}

/** What comes next in a frame: bytes that tell of others, bytes that do not, its end. */
type Step =
  | { readonly is: "read" | "pass"; readonly bytes: number }
  | { readonly is: "end" };

function count(step: Step): number {
  return step.is === "end" ? 0 : step.bytes;
}

/** Goes from frame to frame (RFC 8878 §3.1.1); it is given what it reads. */
function* walk(): Generator<Step, never, readonly number[]> {
  for (;;) {
    const magic = number(yield read(4));
    if (isSkippable(magic)) yield pass(number(yield read(4)));
    else if (magic === FRAME) yield* blocks();
    else throw new RangeError("no frame");
    yield { is: "end" };
  }
}

function* blocks(): Generator<Step, void, readonly number[]> {
  const descriptor = number(yield read(1));
  yield pass(headerRest(descriptor));
  for (let isLast = false; !isLast;) {
    const header = number(yield read(3));
    const type = header >> 1 & 3;
    if (type === RESERVED) throw new RangeError("no block");
    yield pass(type === RLE ? 1 : header >> 3);
    isLast = (header & 1) === 1;
  }
  const hasChecksum = (descriptor & 4) !== 0;
  yield pass(hasChecksum ? 4 : 0);
}

function read(bytes: number): Step {
  return { is: "read", bytes };
}

function pass(bytes: number): Step {
  return { is: "pass", bytes };
}

function isSkippable(magic: number): boolean {
  return (magic & ~0xf) === SKIPPABLE;
}

/** Bytes as a number, the lowest first. */
function number(bytes: ArrayLike<number>): number {
  return Array.from(bytes).reduceRight((sum, byte) => sum * 256 + byte, 0);
}

/** Bytes between a frame's descriptor and its first block (RFC 8878 §3.1.1.1). */
function headerRest(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const size = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  return (isSingle ? 0 : 1) + dictionary + size;
}
