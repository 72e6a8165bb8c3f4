/** How large a file may grow, and how many of it are kept. */
export interface RotationLimits {
  readonly maxBytes: number;
  /** Files that are kept beside the current one: `name.1` is the newest. */
  readonly kept: number;
}

const encoder = new TextEncoder();

/**
 * A text file that lines are added to and that is renamed when it is full, so
 * that all of it never takes more than `(kept + 1) * maxBytes` and a line.
 *
 * What cannot be written is dropped: a full disk must not end protection.
 */
export class RotatingFile {
  readonly #path: string;
  readonly #limits: RotationLimits;
  #file: Deno.FsFile | null = null;
  #size = 0;

  constructor(path: string, limits: RotationLimits) {
    this.#path = path;
    this.#limits = limits;
  }

  /** Adds a line; `false` if that was not possible. */
  add(line: string): boolean {
    try {
      const bytes = encoder.encode(line + "\n");
      const file = this.#openFor(bytes.length);
      for (let rest: Uint8Array = bytes; rest.length > 0;) {
        rest = rest.subarray(file.writeSync(rest));
      }
      this.#size += bytes.length;
      return true;
    } catch {
      this.close();
      return false;
    }
  }

  close(): void {
    try {
      this.#file?.close();
    } catch { /* it is closed already */ }
    this.#file = null;
  }

  #openFor(more: number): Deno.FsFile {
    this.#file ??= this.#open();
    if (this.#size === 0 || this.#size + more <= this.#limits.maxBytes) {
      return this.#file;
    }
    this.close();
    this.#rotate();
    return this.#file = this.#open();
  }

  #open(): Deno.FsFile {
    const folder = this.#path.replace(/[/\\][^/\\]*$/, "");
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const options = { append: true, create: true, mode: 0o600 };
    const file = Deno.openSync(this.#path, options);
    this.#size = file.statSync().size;
    return file;
  }

  #rotate(): void {
    const { kept } = this.#limits;
    const named = (n: number) => n === 0 ? this.#path : `${this.#path}.${n}`;
    if (kept === 0) return Deno.removeSync(this.#path);
    for (let n = kept - 1; n >= 0; n--) {
      try {
        Deno.renameSync(named(n), named(n + 1));
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    }
  }
}
