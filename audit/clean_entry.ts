import { createHash } from "node:crypto";
import { NOTHING } from "./chain.ts";
import type { Entry, EvidenceEntry, Item, OwnEntry } from "./entry.ts";
import { isRecord, MAX_NAME, MAX_TEXT } from "./schema.ts";

/** Items of one record; with the longest kinds they fill half a line. */
export const MAX_ITEMS = 500;
/** Kinds that a session counts by name; the rest are counted as one. */
export const MAX_KINDS = 500;
/** Framework tags of one session. */
const MAX_CONTROLS = 200;

/** What a session calls the kinds that it does not count by name. */
const OTHER_KINDS = "OTHER";

type Appended = Entry | EvidenceEntry;

/**
 * What will be recorded for an entry: the same, or several that fit a line.
 *
 * Texts that a client chose are replaced where a record could not carry them,
 * so that no header can make an append fail.
 *
 * @returns `undefined` if the entry breaks its schema otherwise.
 */
export function cleanEntry(entry: Appended): readonly Appended[] | undefined {
  const entries = fitted(entry);
  return entries.every(isWritable) ? entries : undefined;
}

function fitted(entry: Appended): readonly Appended[] {
  switch (entry.type) {
    case "redaction":
      return chunks(entry.items).map((items) => ({ ...named(entry), items }));
    case "restoration":
    case "block":
      return [named(entry)];
    case "session":
      return [{
        ...entry,
        session: cleanName(entry.session),
        kinds: fewer(entry.kinds),
        controls: entry.controls.slice(0, MAX_CONTROLS),
      }];
    case "anchor":
      return [{ ...entry, name: cleanText(entry.name) }];
    case "killswitch":
    case "policy":
    case "export":
      return [entry];
  }
}

function named<
  E extends {
    readonly request: string;
    readonly session: string;
    readonly host: string;
  },
>(entry: E): E {
  return {
    ...entry,
    request: cleanName(entry.request),
    session: cleanName(entry.session),
    host: cleanName(entry.host),
  };
}

const NAME = new RegExp(`^[\\x21-\\x7e]{1,${MAX_NAME}}$`);

/** A name as it can stand in a record: itself, or the hash of its bytes. */
export function cleanName(name: string): string {
  if (NAME.test(name)) return name;
  return `sha256:${createHash("sha256").update(name, "utf8").digest("hex")}`;
}

/** A sentence of the operator's as it can stand in a record. */
export function cleanText(text: string): string {
  // deno-lint-ignore no-control-regex
  const visible = text.toWellFormed().replace(/[\0-\x1f\x7f]/g, "\ufffd");
  return visible.slice(0, MAX_TEXT).toWellFormed() || "-";
}

function chunks(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.max(1, Math.ceil(items.length / MAX_ITEMS));
  return Array.from(
    { length: count },
    (_, i) => items.slice(i * MAX_ITEMS, (i + 1) * MAX_ITEMS),
  );
}

function fewer(
  kinds: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const entries = Object.entries(kinds).sort(([, a], [, b]) => b - a);
  if (entries.length <= MAX_KINDS) return kinds;
  const rest = entries.splice(MAX_KINDS - 1)
    .reduce((sum, [, count]) => sum + count, 0);
  const named = Object.fromEntries(entries);
  return { ...named, [OTHER_KINDS]: rest + (named[OTHER_KINDS] ?? 0) };
}

const HEADER = {
  v: 1,
  seq: 0,
  prev_hash: NOTHING,
  ts: "1970-01-01T00:00:00.000Z",
} as const;

/** Whether an entry is all that its type demands, and nothing else. */
export function isWritable(entry: Appended | OwnEntry): boolean {
  return isRecord({ ...entry, ...HEADER });
}
