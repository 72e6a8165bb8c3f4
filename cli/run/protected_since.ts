import { type LogRecord, SignedRecords } from "../../audit/mod.ts";

/** What was kept from providers. */
export interface Kept {
  /** Different secrets. */
  readonly secrets: number;
  /** Requests that held any. */
  readonly requests: number;
}

/** Kinds that are recorded and not replaced. */
const PASSED = /^(WARN|SHADOW)_/;

/** What the log of a folder says was kept since a time, in Unix milliseconds. */
export function protectedSince(folder: string, sinceMs: number): Kept {
  const since = new Date(sinceMs).toISOString();
  const records = new SignedRecords(folder).next();
  return count(function* () {
    for (const { record } of records) if (record.ts >= since) yield record;
  }());
}

/** What records say was kept. */
export function count(records: Iterable<LogRecord>): Kept {
  const tags = new Set<string>();
  const requests = new Set<string>();
  for (const record of records) {
    if (record.type !== "redaction") continue;
    const replaced = record.items.filter(({ kind }) => !PASSED.test(kind));
    for (const { tag } of replaced) tags.add(tag);
    if (replaced.length > 0) requests.add(record.request);
  }
  return { secrets: tags.size, requests: requests.size };
}

/** The same for a person, of a command that has ended. */
export function tellKept({ secrets, requests }: Kept, command: string): string {
  const name = command.replace(/^.*[/\\]/, "");
  if (secrets === 0) return `no secret had to be protected while ${name} ran`;
  const [s, were] = secrets === 1 ? ["", "was"] : ["s", "were"];
  const [r] = requests === 1 ? [""] : ["s"];
  return `${secrets} secret${s} ${were} protected while ${name} ran, in ` +
    `${requests} request${r}`;
}
