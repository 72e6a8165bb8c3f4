/** What a file system says of a path. Numbers it does not have are zero. */
export interface FileFacts {
  readonly isFile: boolean;
  readonly isFolder: boolean;
  /** In bytes. */
  readonly size: number;
  readonly dev: number;
  readonly ino: number;
  /** Names that the file has; 0 once it has been deleted. */
  readonly links: number;
  /** Permission bits; `undefined` where there are none. */
  readonly mode: number | undefined;
}

/** An open file. Every method may throw what the system says. */
export interface DiskFile {
  facts(): FileFacts;
  /** Bytes read, 0 at the end; may be fewer than asked for. */
  readAt(buffer: Uint8Array, offset: number): number;
  /** Bytes written; may be fewer than given. */
  writeAt(bytes: Uint8Array, offset: number): number;
  truncate(size: number): void;
  /** Returns when contents and size are on the device. */
  sync(): void;
  /** Claims the file until it is closed or the process ends. */
  tryLock(): boolean;
  close(): void;
}

/**
 * The few file operations that the ledger needs.
 *
 * Synchronous: a commit is one step, and the ledger has a thread of its own.
 * Tests put in one that fails on demand.
 */
export interface Disk {
  /** `create` makes a new file, readable by its owner alone. */
  open(path: string, how: "read" | "write" | "create"): DiskFile;
  /** Of the path itself, or of what it links to; `undefined` if not there. */
  facts(
    path: string,
    how?: { readonly follow: boolean },
  ): FileFacts | undefined;
  /** Names in a folder, sorted; of a folder that is not there, none. */
  list(dir: string): readonly string[];
  /** Makes a folder for its owner alone, if it is not there. */
  makeDir(path: string): void;
  rename(from: string, to: string): void;
  /** Gives a file a second name; fails if that is taken. */
  link(path: string, name: string): void;
  remove(path: string): void;
  /** Returns when the names in a folder are on the device. */
  syncDir(path: string): void;
}

/** The machine's own. */
export const realDisk: Disk = {
  open(path, how) {
    return new OpenFile(Deno.openSync(path, {
      read: true,
      write: how !== "read",
      ...(how === "create" ? { createNew: true, mode: 0o600 } : {}),
    }));
  },
  facts: (path, how) =>
    unlessMissing(() =>
      factsOf(how?.follow ? Deno.statSync(path) : Deno.lstatSync(path))
    ),
  list(dir) {
    const entries = unlessMissing(() => [...Deno.readDirSync(dir)]) ?? [];
    return entries.map(({ name }) => name).sort();
  },
  makeDir: (path) => Deno.mkdirSync(path, { recursive: true, mode: 0o700 }),
  rename: (from, to) => Deno.renameSync(from, to),
  link: (path, name) => Deno.linkSync(path, name),
  remove: (path) => Deno.removeSync(path, { recursive: true }),
  syncDir(path) {
    // Windows has no such operation and needs none.
    if (Deno.build.os === "windows") return;
    const dir = Deno.openSync(path);
    try {
      dir.syncSync();
    } finally {
      dir.close();
    }
  },
};

class OpenFile implements DiskFile {
  readonly #file: Deno.FsFile;

  constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  facts(): FileFacts {
    return factsOf(this.#file.statSync());
  }

  readAt(buffer: Uint8Array, offset: number): number {
    this.#file.seekSync(offset, Deno.SeekMode.Start);
    return this.#file.readSync(buffer) ?? 0;
  }

  writeAt(bytes: Uint8Array, offset: number): number {
    this.#file.seekSync(offset, Deno.SeekMode.Start);
    return this.#file.writeSync(bytes);
  }

  truncate(size: number): void {
    this.#file.truncateSync(size);
  }

  sync(): void {
    this.#file.syncDataSync();
  }

  tryLock(): boolean {
    return this.#file.tryLockSync(true);
  }

  close(): void {
    this.#file.close();
  }
}

function factsOf(info: Deno.FileInfo): FileFacts {
  const { isFile, isDirectory, size, dev, ino, nlink, mode } = info;
  return {
    isFile,
    isFolder: isDirectory,
    size,
    dev,
    ino: ino ?? 0,
    links: nlink ?? 1,
    mode: mode === null ? undefined : mode & 0o777,
  };
}

function unlessMissing<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    const { NotFound, NotADirectory } = Deno.errors;
    if (error instanceof NotFound || error instanceof NotADirectory) {
      return undefined;
    }
    throw error;
  }
}
