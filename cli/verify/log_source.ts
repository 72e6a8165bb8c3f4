import { parseCheckpoint, type SignedCheckpoint } from "../../audit/mod.ts";
import { CliError } from "../errors.ts";
import type { Io } from "../io.ts";
import { wholeOf } from "../scan/whole_of.ts";

/** An audit log on disk: one file, or a folder of segments with what stands beside them. */
export interface LogSource {
  /** Every byte of it, segment after segment. */
  readonly read: () => AsyncIterable<Uint8Array>;
  /** The newest signed head; `undefined` for a file alone. */
  readonly head: () => Promise<SignedCheckpoint | undefined>;
  /** What was handed to others and kept: the log must continue it. */
  readonly anchors: readonly SignedCheckpoint[];
}

type Reader = Pick<Io, "read" | "kindOf" | "list">;

const SEGMENT = /^log-\d{20}\.jsonl$/;

/** Longest signed note: a checkpoint and many cosignatures. */
const MAX_NOTE_BYTES = 65_536;

/** Finds the log at a path: its file, its folder, or the home that holds it. */
export async function openLog(path: string, io: Reader): Promise<LogSource> {
  const kind = await io.kindOf(path);
  if (kind === "file") {
    const head = () => Promise.resolve(undefined);
    return { read: () => io.read(path), head, anchors: [] };
  }
  if (kind === "folder") return await openFolder(path, io);
  throw new CliError("unreadable", `Cannot read as a log: ${path}`, {
    hint: "Name a regular file or the folder that holds the log.",
  });
}

async function openFolder(folder: string, io: Reader): Promise<LogSource> {
  const names = (await io.list(folder)).map(({ name }) => name);
  const segments = names.filter((name) => SEGMENT.test(name));
  if (segments.length === 0 && names.includes("audit")) {
    return await openFolder(`${folder}/audit`, io);
  }
  if (segments.length === 0) {
    throw new CliError("unreadable", `Cannot find a log in: ${folder}`, {
      hint: "Name the folder that holds log-….jsonl, or such a file.",
    });
  }
  const paths = segments.map((name) => `${folder}/${name}`);
  return {
    read: () => oneAfterTheOther(paths, io),
    head: async () =>
      names.includes("head") ? await readNote(`${folder}/head`, io) : undefined,
    anchors: names.includes("anchors")
      ? await readAnchors(`${folder}/anchors`, io)
      : [],
  };
}

async function* oneAfterTheOther(paths: readonly string[], io: Reader) {
  for (const path of paths) yield* io.read(path);
}

async function readAnchors(
  folder: string,
  io: Reader,
): Promise<readonly SignedCheckpoint[]> {
  const notes = (await io.list(folder)).map(({ name }) => name)
    .filter((name) => name.endsWith(".note"));
  return await Promise.all(notes.map((n) => readNote(`${folder}/${n}`, io)));
}

async function readNote(path: string, io: Reader): Promise<SignedCheckpoint> {
  const limit = { maxBytes: MAX_NOTE_BYTES };
  const bytes = await wholeOf(path, io.read(path), limit);
  const checkpoint = parseCheckpoint(new TextDecoder().decode(bytes));
  if (checkpoint) return checkpoint;
  throw new CliError("unreadable", `Cannot read as a signed note: ${path}`, {
    hint:
      "Restore it from a backup; without it nobody can say where the log ends.",
  });
}
