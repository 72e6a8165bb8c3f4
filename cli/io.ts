import { build } from "./build.ts";
import { CliError } from "./errors.ts";
import type { Started } from "./paste_line.ts";

/** The process, as far as a verb may know it; made small enough to fake. */
export interface Io {
  /** Writes a line to standard output; throws `OutputClosed` once nobody reads it. */
  readonly print: (line: string) => void;
  /** Writes a line to standard error, if anybody still reads it. */
  readonly complain: (line: string) => void;
  readonly env: (name: string) => string | undefined;
  readonly os: "linux" | "darwin" | "windows";
  readonly started: Started;
  /** The folder in which it runs. */
  readonly cwd: () => string;
  /** Whether a person looks at standard error: it is a terminal. */
  readonly isWatched: boolean;
  /** Asks a local server; `undefined` when it does not answer in time. */
  readonly get: (url: string) => Promise<Reply | undefined>;
  /** The bytes of a file, or of standard input for `-`; throws `CliError` when they cannot be read. */
  readonly read: (path: string) => AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** What stands at a path; throws `CliError` when nothing does. */
  readonly kindOf: (path: string) => Promise<"file" | "folder" | "other">;
  /** The names in a folder, sorted, with what they are. Links are left out. */
  readonly list: (path: string) => Promise<readonly Listed[]>;
}

/** What a local server said. */
export interface Reply {
  readonly status: number;
  /** Its JSON, or `undefined` when it is none. */
  readonly body: unknown;
}

/** One name in a folder. */
export interface Listed {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** Standard output was closed by its reader, e.g. `head`. Not a failure of ours. */
export class OutputClosed extends Error {}

/** The real process. */
export const processIo: Io = {
  print: (line) => write(Deno.stdout, line),
  complain: (line) => {
    try {
      write(Deno.stderr, line);
    } catch (error) {
      if (!(error instanceof OutputClosed)) throw error;
    }
  },
  env: (name) => Deno.env.get(name),
  get os() {
    return osOf(Deno.build.os);
  },
  get started() {
    return started();
  },
  cwd: () => Deno.cwd(),
  get isWatched() {
    return Deno.stderr.isTerminal();
  },
  get: getJson,
  read: readBytes,
  kindOf: (path) => reading(path, async () => kind(await Deno.stat(path))),
  list: (path) => reading(path, () => listFolder(path)),
};

const encoder = new TextEncoder();

function write(to: { writeSync(bytes: Uint8Array): number }, line: string) {
  let rest: Uint8Array = encoder.encode(line + "\n");
  try {
    while (rest.length > 0) rest = rest.subarray(to.writeSync(rest));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw new OutputClosed();
    throw error;
  }
}

/** At once; a web stream would take longer to set up than a small file to read. */
async function* readBytes(path: string) {
  const source = path === "-"
    ? Deno.stdin
    : await reading(path, () => Deno.open(path));
  try {
    const piece = new Uint8Array(PIECE_BYTES);
    while (true) {
      const length = await reading(path, () => source.read(piece));
      if (length === null) return;
      yield piece.slice(0, length);
    }
  } finally {
    if (source !== Deno.stdin) source.close();
  }
}

const PIECE_BYTES = 65_536;

function osOf(os: typeof Deno.build.os): Io["os"] {
  return os === "darwin" || os === "windows" ? os : "linux";
}

function started(): Started {
  const built = build();
  return {
    execPath: built?.executable ?? Deno.execPath(),
    checkout: built ? undefined : import.meta.dirname!.replace(/[/\\]cli$/, ""),
    deno: Deno.version.deno,
    which,
  };
}

/** Where a shell that was just opened finds a program: not in what `npx` adds to PATH for its own time. */
function which(program: string): string | undefined {
  const windows = Deno.build.os === "windows";
  const folders = (Deno.env.get("PATH") ?? "").split(windows ? ";" : ":");
  return folders.filter((folder) => !/node_modules|_npx/.test(folder))
    .map((folder) => `${folder}/${program}${windows ? ".exe" : ""}`)
    .find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** How long a local server may take to answer. */
const ANSWER_WITHIN_MS = 15_000;

/** Not by `fetch`: it would ask the proxy that the environment names. */
async function getJson(url: string): Promise<Reply | undefined> {
  const { get } = await import("node:http");
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return await new Promise((resolve) => {
    const request = get(url, { agent: false, signal }, (answer) => {
      const status = answer.statusCode ?? 0;
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => text += piece);
      answer.on("end", () => resolve({ status, body: parsed(text) }));
      answer.on("error", () => resolve(undefined));
    });
    request.on("error", () => resolve(undefined));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function listFolder(path: string): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  for await (const entry of Deno.readDir(path)) {
    if (!entry.isSymlink) listed.push({ name: entry.name, kind: kind(entry) });
  }
  return listed.sort((a, b) => a.name < b.name ? -1 : 1);
}

function kind(of: { isFile: boolean; isDirectory: boolean }) {
  return of.isFile ? "file" : of.isDirectory ? "folder" : "other";
}

async function reading<T>(path: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    throw new CliError("unreadable", `Cannot read as a file: ${path}`, {
      hint: hintFor(cause),
      cause,
    });
  }
}

function hintFor(cause: unknown): string {
  if (cause instanceof Deno.errors.NotFound) {
    return "Check the spelling; nothing exists there.";
  }
  if (cause instanceof Deno.errors.PermissionDenied) {
    return "Give this user the right to read it.";
  }
  return "Name a regular file that this user can read.";
}
