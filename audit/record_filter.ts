import type { LogRecord } from "./entry.ts";
import { type ExportRange, isFrom, isUpTo } from "./export_range.ts";

/** Which records are wanted: all that fit everything that is given. */
export interface RecordFilter extends ExportRange {
  readonly types?: readonly string[];
  /** Kinds of secrets that were withheld. */
  readonly kinds?: readonly string[];
  readonly hosts?: readonly string[];
  readonly sessions?: readonly string[];
}

/** Whether a record is wanted. What is not said of a record never fits. */
export function fitsFilter(record: LogRecord, filter: RecordFilter): boolean {
  const { since, until, types, kinds, hosts, sessions } = filter;
  return (!since || isFrom(record, since)) &&
    (!until || isUpTo(record, until)) &&
    isAmong(types, [record.type]) &&
    isAmong(kinds, kindsIn(record)) &&
    isAmong(hosts, "host" in record ? [record.host] : []) &&
    isAmong(sessions, "session" in record ? [record.session] : []);
}

function isAmong(
  wanted: readonly string[] | undefined,
  there: readonly string[],
): boolean {
  return !wanted?.length || there.some((name) => wanted.includes(name));
}

function kindsIn(record: LogRecord): readonly string[] {
  if (record.type === "redaction") return record.items.map(({ kind }) => kind);
  return record.type === "session" ? Object.keys(record.kinds) : [];
}
