import { deepEqual } from "node:assert/strict";
import type { LogRecord } from "../../audit/entry.ts";
import { fitsFilter, type RecordFilter } from "../../audit/record_filter.ts";
import { sampleLog } from "../support/sample_log.ts";

const RECORDS = sampleLog().lines.map((line): LogRecord => JSON.parse(line));

const fits = (filter: RecordFilter) =>
  RECORDS.filter((record) => fitsFilter(record, filter)).map(({ seq }) => seq);

Deno.test("a filter that asks for nothing lets everything by", () => {
  deepEqual(fits({}), RECORDS.map(({ seq }) => seq));
  deepEqual(fits({ types: [], hosts: [] }), RECORDS.map(({ seq }) => seq));
});

Deno.test("records are chosen by type, session, host, kind and range", () => {
  deepEqual(fits({ types: ["redaction"] }), [2, 4, 6]);
  deepEqual(fits({ types: ["redaction", "genesis"] }), [0, 2, 4, 6]);
  deepEqual(fits({ sessions: ["s-1"] }), [2, 3, 6, 7]);
  deepEqual(fits({ hosts: ["api.anthropic.com"] }), [2, 3, 4, 6, 8]);
  deepEqual(fits({ kinds: ["AWS_ACCESS_KEY"] }), [2, 4, 6, 7, 9]);
  deepEqual(fits({ since: { seq: 3 }, until: { seq: 5 } }), [3, 4, 5]);
  deepEqual(fits({ since: { time: "2026-09-01T12:00:01.3" } }), [9, 10]);
  deepEqual(fits({ until: { time: "2026-08-31" } }), []);
});

Deno.test("everything that is asked must fit", () => {
  deepEqual(fits({ types: ["redaction"], sessions: ["s-2"] }), [4]);
  deepEqual(fits({ types: ["genesis"], sessions: ["s-2"] }), []);
});
