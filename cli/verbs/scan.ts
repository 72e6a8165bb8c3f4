import { loadScanner, type Scan } from "../../proxy/mod.ts";
import { WaterwallError } from "../../audit/mod.ts";
import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { masked } from "../masked.ts";
import { answerLine } from "../scan/jsonl.ts";
import { lines } from "../scan/lines.ts";
import { filesUnder } from "../scan/files_under.ts";
import { places } from "../scan/place.ts";
import { readableText } from "../scan/readable_text.ts";
import { wholeOf } from "../scan/whole_of.ts";

/** Longest input held in memory at once. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Says where secrets stand, never what they are. */
export default async function scan(
  { paths, jsonl }: {
    readonly paths: readonly string[];
    readonly jsonl: boolean;
  },
  io: Io,
): Promise<Exit> {
  const { scan } = await loadScanner();
  const inputs = paths.length > 0 ? paths : ["-"];
  return await (jsonl
    ? scanLines(inputs, scan, io)
    : scanFiles(inputs, scan, io));
}

async function scanLines(
  paths: readonly string[],
  scan: Scan,
  io: Io,
): Promise<Exit> {
  let status: Exit = Exit.ok;
  for (const path of paths) {
    let number = 0;
    for await (const line of lines(io.read(path), { maxBytes: MAX_BYTES })) {
      number++;
      if (line.length === 0) continue;
      const answer = answerLine(line, scan);
      if (answer.ok) {
        io.print(answer.line);
      } else {
        io.complain(
          `error: Cannot scan line ${number} of ${
            shown(path)
          }: ${answer.fault}`,
        );
        status = Exit.unusable;
      }
    }
  }
  return status;
}

async function scanFiles(
  paths: readonly string[],
  scan: Scan,
  io: Io,
): Promise<Exit> {
  let [files, found, unread] = [0, 0, 0];
  for (const given of paths) {
    try {
      for await (const path of filesUnder(given, io)) {
        files++;
        found += await scanFile(path, scan, io);
      }
    } catch (error) {
      if (!(error instanceof WaterwallError)) throw error;
      io.complain(`error: ${await masked(error.message)}`);
      unread++;
    }
  }
  io.complain(`${counted(found, "secret")} in ${counted(files, "input")}`);
  if (unread > 0) return Exit.unusable;
  return found > 0 ? Exit.refuted : Exit.ok;
}

async function scanFile(path: string, scan: Scan, io: Io): Promise<number> {
  const text = readableText(
    await wholeOf(path, io.read(path), { maxBytes: MAX_BYTES }),
  );
  if (text === undefined) return 0;
  const found = places(text, scan(text));
  for (const { line, column, type } of found) {
    io.print(`${shown(path)}:${line}:${column} ${type}`);
  }
  return found.length;
}

/** A path as it may stand on a line: control characters would forge others. */
function shown(path: string): string {
  if (path === "-") return "stdin";
  // deno-lint-ignore no-control-regex
  return path.replaceAll(/[\x00-\x1f\x7f]/g, "?");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
