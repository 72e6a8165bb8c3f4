const SECOND_DIGITS = "2026-09-01T12:00:00".length;

/** Reads times, most of which are in the same second as the one before. */
export class RecordClock {
  #second = "";
  #secondMs = 0;
  #ms = 0;

  /** Of the last time that was read, in Unix milliseconds. */
  get ms(): number {
    return this.#ms;
  }

  /** Takes a time such as `2026-09-01T12:00:00.137Z`; answers if it is one. */
  read(ts: string): boolean {
    const second = ts.slice(0, SECOND_DIGITS);
    if (second !== this.#second) {
      const ms = Date.parse(`${second}.000Z`);
      const isTime = !Number.isNaN(ms) &&
        new Date(ms).toISOString().startsWith(second);
      if (!isTime) return false;
      this.#second = second;
      this.#secondMs = ms;
    }
    this.#ms = this.#secondMs + Number(ts.slice(SECOND_DIGITS + 1, -1));
    return true;
  }
}
