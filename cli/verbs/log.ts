import {
  fitsFilter,
  type RecordFilter,
  SignedRecords,
} from "../../audit/mod.ts";
import { outside } from "../evidence/outside.ts";
import { rangeEnd } from "../evidence/range_end.ts";
import { recordLine } from "../evidence/record_line.ts";
import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { logAt } from "../log_at.ts";

/** What log is asked. */
export interface LogValues {
  readonly log: string | undefined;
  readonly home: string | undefined;
  readonly follow: boolean;
  readonly json: boolean;
  readonly type: readonly string[];
  readonly kind: readonly string[];
  readonly host: readonly string[];
  readonly session: readonly string[];
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** How often a log that is followed is looked at. */
const LOOK_MS = 500;

/** Prints records as they stand in the log; what it prints, it does not check. */
export default async function log(values: LogValues, io: Io): Promise<Exit> {
  const { json, follow } = values;
  const filter = filterOf(values);
  const records = new SignedRecords(await logAt(values.log ?? values.home, io));
  for (;;) {
    for (const { record, line } of records.next()) {
      if (!fitsFilter(record, filter)) continue;
      io.print(json ? line : recordLine(record));
    }
    if (!follow) return Exit.ok;
    await outside.pause(LOOK_MS);
  }
}

function filterOf(values: LogValues): RecordFilter {
  const { type, kind, host, session, since, until } = values;
  return {
    types: type,
    kinds: kind,
    hosts: host,
    sessions: session,
    ...since === undefined ? {} : { since: rangeEnd(since) },
    ...until === undefined ? {} : { until: rangeEnd(until) },
  };
}
