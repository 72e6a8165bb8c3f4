import type { Disk, DiskFile, FileFacts } from "../../audit/mod.ts";

/** A file's bytes, as they are and as the device has them. */
interface Inode {
  readonly ino: number;
  now: Uint8Array<ArrayBuffer>;
  durable: Uint8Array<ArrayBuffer>;
  links: number;
  isLocked: boolean;
}

type Names = Map<string, Inode | "folder">;

/** What goes wrong: called before the operation, may throw or cut it short. */
export interface Faults {
  /** How many of the bytes the system takes. */
  write?: (path: string, bytes: number) => number;
  sync?: (path: string) => void;
  truncate?: (path: string) => void;
  rename?: (from: string) => void;
  list?: (path: string) => void;
}

const SECTOR = 512;

/**
 * A disk in memory that can fail, and can lose power.
 *
 * What was written and not synced is lost in part, sector by sector; names
 * that were changed since the last sync of a folder are lost from the end.
 */
export class MemoryDisk implements Disk {
  readonly faults: Faults = {};
  #names: Names = new Map([["/", "folder"]]);
  /** The names at every moment since they were last durable. */
  #past: Names[] = [];
  #ino = 1;

  /** What the machine finds after the power was cut. */
  crash(random: () => number): MemoryDisk {
    const after = new MemoryDisk();
    const moments = [...this.#past, this.#names];
    const names = moments[Math.floor(random() * moments.length)]!;
    after.#ino = this.#ino;
    const copies = new Map<Inode, Inode>();
    for (const [path, node] of names) {
      if (node === "folder") after.#names.set(path, node);
      else {
        const bytes = torn(node, random);
        const copy = copies.get(node) ??
          { ...node, now: bytes, durable: bytes.slice(), isLocked: false };
        copies.set(node, copy);
        after.#names.set(path, copy);
      }
    }
    return after;
  }

  /** What the machine finds after the process was killed. */
  kill(): MemoryDisk {
    const after = new MemoryDisk();
    after.#ino = this.#ino;
    for (const [path, node] of this.#names) {
      after.#names.set(
        path,
        node === "folder"
          ? node
          : { ...node, now: node.now.slice(), isLocked: false },
      );
    }
    return after;
  }

  bytes(path: string): Uint8Array<ArrayBuffer> {
    return this.#inode(path).now;
  }

  text(path: string): string {
    return new TextDecoder().decode(this.bytes(path));
  }

  /** Puts bytes into a file, as another program would. */
  put(path: string, bytes: Uint8Array): void {
    this.#change();
    const node = this.#names.get(path);
    if (node && node !== "folder") node.now = node.durable = bytes.slice();
    else this.#names.set(path, this.#new(bytes));
  }

  open(path: string, how: "read" | "write" | "create"): DiskFile {
    if (how === "create") {
      if (this.#names.has(path)) throw new Deno.errors.AlreadyExists(path);
      this.#change();
      this.#names.set(path, this.#new(new Uint8Array()));
    }
    return new MemoryFile(this.#inode(path), path, this.faults);
  }

  facts(path: string): FileFacts | undefined {
    const node = this.#names.get(path);
    if (!node) return undefined;
    return node === "folder"
      ? {
        isFile: false,
        isFolder: true,
        size: 0,
        dev: 1,
        ino: 0,
        links: 1,
        mode: 0o700,
      }
      : factsOf(node);
  }

  list(dir: string): readonly string[] {
    this.faults.list?.(dir);
    return [...this.#names.keys()].filter((path) =>
      path.startsWith(`${dir}/`) && !path.slice(dir.length + 1).includes("/")
    ).map((path) => path.slice(dir.length + 1)).sort();
  }

  makeDir(path: string): void {
    if (this.#names.has(path)) return;
    this.#change();
    this.#names.set(path, "folder");
  }

  rename(from: string, to: string): void {
    this.faults.rename?.(from);
    if (!this.#names.has(from)) throw new Deno.errors.NotFound(from);
    if (this.list(to).length > 0) throw new Deno.errors.AlreadyExists(to);
    this.#change();
    this.#unlink(to);
    for (const [path, node] of [...this.#names]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.#names.delete(path);
      this.#names.set(to + path.slice(from.length), node);
    }
  }

  link(path: string, name: string): void {
    if (this.#names.has(name)) throw new Deno.errors.AlreadyExists(name);
    this.#change();
    const node = this.#inode(path);
    node.links += 1;
    this.#names.set(name, node);
  }

  remove(path: string): void {
    if (!this.#names.has(path)) throw new Deno.errors.NotFound(path);
    this.#change();
    for (const name of [...this.#names.keys()]) {
      if (name === path || name.startsWith(`${path}/`)) this.#unlink(name);
    }
  }

  syncDir(): void {
    this.#past = [];
  }

  #change(): void {
    this.#past.push(new Map(this.#names));
  }

  #unlink(path: string): void {
    const node = this.#names.get(path);
    if (node && node !== "folder") node.links -= 1;
    this.#names.delete(path);
  }

  #inode(path: string): Inode {
    const node = this.#names.get(path);
    if (!node || node === "folder") throw new Deno.errors.NotFound(path);
    return node;
  }

  #new(bytes: Uint8Array): Inode {
    const now = new Uint8Array(bytes);
    const durable = now.slice();
    return { ino: this.#ino++, now, durable, links: 1, isLocked: false };
  }
}

function factsOf({ ino, links, now }: Inode): FileFacts {
  const mode = 0o600;
  const size = now.length;
  return { isFile: true, isFolder: false, size, dev: 1, ino, links, mode };
}

/** A size and sectors that may be the old or the new ones. */
function torn(
  { now, durable }: Inode,
  random: () => number,
): Uint8Array<ArrayBuffer> {
  const sizes = [now.length, durable.length];
  const low = Math.min(...sizes);
  const size = low + Math.round(random() * (Math.max(...sizes) - low));
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += SECTOR) {
    const source = random() < 0.5 ? now : durable;
    bytes.set(source.subarray(at, Math.min(at + SECTOR, size)), at);
  }
  return bytes;
}

class MemoryFile implements DiskFile {
  readonly #node: Inode;
  readonly #path: string;
  readonly #faults: Faults;
  #hasLock = false;

  constructor(node: Inode, path: string, faults: Faults) {
    this.#node = node;
    this.#path = path;
    this.#faults = faults;
  }

  facts(): FileFacts {
    return factsOf(this.#node);
  }

  readAt(buffer: Uint8Array, offset: number): number {
    const bytes = this.#node.now.subarray(offset, offset + buffer.length);
    buffer.set(bytes);
    return bytes.length;
  }

  writeAt(bytes: Uint8Array, offset: number): number {
    const count = this.#faults.write?.(this.#path, bytes.length) ??
      bytes.length;
    const end = Math.max(this.#node.now.length, offset + count);
    const now = new Uint8Array(end);
    now.set(this.#node.now);
    now.set(bytes.subarray(0, count), offset);
    this.#node.now = now;
    return count;
  }

  truncate(size: number): void {
    this.#faults.truncate?.(this.#path);
    this.#node.now = this.#node.now.slice(0, size);
  }

  sync(): void {
    this.#faults.sync?.(this.#path);
    this.#node.durable = this.#node.now.slice();
  }

  tryLock(): boolean {
    if (this.#node.isLocked && !this.#hasLock) return false;
    this.#hasLock = this.#node.isLocked = true;
    return true;
  }

  close(): void {
    if (this.#hasLock) this.#node.isLocked = false;
    this.#hasLock = false;
  }
}
