import { type LogRecord, SignedRecords } from "../../audit/mod.ts";
import type { Remembered } from "../../proxy/mod.ts";
import { CliError } from "../errors.ts";
import { recordLine } from "../evidence/record_line.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { logAt } from "../log_at.ts";
import { askWhy } from "../why/ask_why.ts";

/** Says which rule found a secret, where it stood, and how to allow it. */
export default async function why(
  { what, home, json }: {
    readonly what: string;
    readonly home: string | undefined;
    readonly json: boolean;
  },
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const isSeq = /^\d{1,7}$/.test(what);
  if (!isSeq && !/^[0-9a-f]{8,64}$/.test(what)) {
    throw new CliError("usage", `Cannot read as a hash or number: ${what}`, {
      hint: "Give a record's number, or 8 to 64 digits of a placeholder.",
    });
  }
  const records = await recordsOf(isSeq ? Number(what) : what, dir, io);
  const tags = new Set(records.flatMap(tagsIn));
  const asked = isSeq ? [...tags] : [what];
  const found = (await Promise.all(asked.map((tag) => askWhy(tag, dir, io))))
    .flat();
  if (json) io.print(JSON.stringify({ records, found }));
  else for (const line of told({ records, found })) io.print(line);
  return records.length + found.length > 0 ? Exit.ok : Exit.refuted;
}

/** Records shown of a tag that stands in many. */
const MOST_SHOWN = 5;

async function recordsOf(
  what: number | string,
  dir: string,
  io: Io,
): Promise<readonly LogRecord[]> {
  const found: LogRecord[] = [];
  for (const { record } of new SignedRecords(await logAt(dir, io)).next()) {
    const fits = typeof what === "number"
      ? record.seq === what
      : tagsIn(record).some((tag) => tag.startsWith(what));
    if (fits) found.push(record);
  }
  return found.slice(-MOST_SHOWN);
}

function tagsIn(record: LogRecord): readonly string[] {
  return record.type === "redaction" ? record.items.map(({ tag }) => tag) : [];
}

function told({ records, found }: {
  readonly records: readonly LogRecord[];
  readonly found: readonly Remembered[];
}): readonly string[] {
  if (records.length + found.length === 0) {
    return ["Neither the log nor a running instance knows of it"];
  }
  const lines = records.map(recordLine);
  for (const { tag, type, rule, outcome, path, sha256 } of found) {
    lines.push(
      "",
      `<pl:${type}:${tag}>  ${outcome}`,
      `  rule   ${rule}`,
      `  place  ${path === "" ? "outside of a JSON value" : path}`,
      `  allow  waterwall allow ${sha256 ?? tag}`,
      `  or     switch the rule off in policy.toml: [rules] off = ["${rule}"]`,
    );
  }
  if (found.length === 0) {
    lines.push(
      "",
      "Which rule it was, and where it stood, is known only while the instance that saw it runs",
    );
  }
  return lines;
}
