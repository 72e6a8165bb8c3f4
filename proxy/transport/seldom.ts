/** Lets the same thing through once in a while, and remembers only so many. */
export class Seldom {
  readonly #everyMs: number;
  readonly #most: number;
  readonly #last = new Map<string, number>();

  constructor({ everyMs, most }: {
    readonly everyMs: number;
    readonly most: number;
  }) {
    this.#everyMs = everyMs;
    this.#most = most;
  }

  /** Whether `what` was not let through within the last `everyMs`. */
  admits(what: string, nowMs: number): boolean {
    const last = this.#last.get(what);
    if (last !== undefined && nowMs - last < this.#everyMs) return false;
    this.#last.delete(what);
    this.#last.set(what, nowMs);
    if (this.#last.size > this.#most) {
      this.#last.delete(this.#last.keys().next().value!);
    }
    return true;
  }
}
