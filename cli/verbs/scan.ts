import { homeAt, readPolicy } from "../../ops/mod.ts";
import {
  DEFAULT_POLICY,
  loadPolicy,
  loadScanner,
  type PolicyData,
  type Scan,
  valueHash,
} from "../../proxy/mod.ts";
import { homeDir } from "../home_dir.ts";
import { findingLine, type Located, sarif } from "../scan/report.ts";
import { VERSION } from "../version.ts";
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

/** What scan is asked. */
export interface ScanValues {
  readonly paths: readonly string[];
  readonly jsonl: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly all?: boolean;
  readonly home?: string | undefined;
}

/** Says where secrets stand, never what they are. */
export default async function scan(
  values: ScanValues,
  io: Io,
): Promise<Exit> {
  const inputs = values.paths.length > 0 ? values.paths : ["-"];
  if (!values.jsonl) return await scanFiles(inputs, values, io);
  const { scan } = await loadScanner();
  return await scanLines(inputs, scan, io);
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
  { explain = false, json, sarif: asSarif, all = false, home }: ScanValues,
  io: Io,
): Promise<Exit> {
  const data = await policyOf(home, io);
  const { scan } = await loadPolicy({ data, known: [] });
  const isListed = !json && !asSarif;
  const found: Located[] = [];
  let [files, unread] = [0, 0];
  for (const given of paths) {
    try {
      for await (const path of filesUnder(given, io, { all })) {
        files++;
        for (const one of await scanFile(path, scan, io)) {
          found.push(one);
          if (isListed) io.print(findingLine(one, { explain }));
        }
      }
    } catch (error) {
      if (!(error instanceof WaterwallError)) throw error;
      io.complain(`error: ${await masked(error.message)}`);
      unread++;
    }
  }
  if (json) io.print(JSON.stringify({ files, unread, findings: found }));
  if (asSarif) io.print(JSON.stringify(sarif(found, VERSION)));
  const said = `${counted(found.length, "secret")} in `;
  io.complain(said + counted(files, "input"));
  if (explain && found.length > 0) {
    io.complain("hint: `waterwall allow SHA256` lets a value through");
  }
  if (unread > 0) return Exit.unusable;
  return found.length > 0 ? Exit.refuted : Exit.ok;
}

/** The policy of the home that is meant; the default where there is none. */
async function policyOf(
  home: string | undefined,
  io: Io,
): Promise<PolicyData> {
  let dir: string;
  try {
    dir = homeDir(home, io);
  } catch {
    return DEFAULT_POLICY;
  }
  const { policy } = homeAt(dir);
  const kind = await io.kindOf(policy).catch(() => undefined);
  return kind === "file" ? await readPolicy(homeAt(dir)) : DEFAULT_POLICY;
}

async function scanFile(
  path: string,
  scan: Scan,
  io: Io,
): Promise<readonly Located[]> {
  const text = readableText(
    await wholeOf(path, io.read(path), { maxBytes: MAX_BYTES }),
  );
  if (text === undefined) return [];
  const found = scan(text);
  return places(text, found).map((place, i) => {
    const { start, end, rule = "" } = found[i]!;
    const sha256 = valueHash(text.slice(start, end));
    return { path: shown(path), ...place, rule, sha256 };
  });
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
