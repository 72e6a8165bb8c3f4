import { deepEqual, equal, match } from "node:assert/strict";
import type { LogRecord } from "../../../audit/entry.ts";
import { MAX_EVENTS, ReportFigures } from "../../../audit/report/figures.ts";
import { POLICY, SampleLog, sampleLog } from "../../support/sample_log.ts";

function figuresOf(log: SampleLog) {
  const figures = new ReportFigures();
  for (const line of log.lines) figures.visit(JSON.parse(line));
  return figures.figures();
}

Deno.test("figures are counted from the records", () => {
  const figures = figuresOf(sampleLog());
  deepEqual([...figures.kinds], [["AWS_ACCESS_KEY", 3]]);
  deepEqual([...figures.hosts], [["api.anthropic.com", 3]]);
  deepEqual([...figures.days], [["2026-09-01", 3]]);
  equal(figures.restored, 2);
  equal(figures.unknown, 0);
  equal(figures.sessions, 2);
  equal(figures.types.get("checkpoint"), 2);
  deepEqual(figures.policies, [
    { policy: POLICY, since: "2026-09-01T12:00:00.274Z" },
  ]);
});

Deno.test("refusals are counted by reason, the commonest first", () => {
  const log = new SampleLog();
  for (const reason of ["body", "killswitch", "killswitch"] as const) {
    log.add({ type: "block", reason, request: "r", session: "s", host: "h" });
  }
  deepEqual([...figuresOf(log).blocks], [["killswitch", 2], ["body", 1]]);
});

Deno.test("what happened to the log is told in order, crashes among it", () => {
  const log = new SampleLog();
  const start = {
    type: "start",
    tool: "w",
    policy: POLICY,
    resumed: 2,
  } as const;
  log.add({ type: "killswitch", state: "armed", source: "sentinel" });
  log.add({ type: "policy", old: POLICY, new: "6c".repeat(32), patterns: 9 });
  log.add(start);
  log.add({ type: "stop", reason: "SIGTERM" });
  log.add({ ...start, policy: "6c".repeat(32) });
  log.add({ type: "export", sha256: POLICY, from: 0, to: 5 });
  const { events, policies } = figuresOf(log);
  deepEqual(events.map(({ what }) => what), [
    "the log begins, made by waterwall 0.1.0",
    "started (waterwall 0.1.0)",
    "kill switch armed by sentinel",
    "rules changed: 9 in force",
    "started (w) after an end without a stop: a crash",
    "stopped: SIGTERM",
    "started (w)",
    "records 0 to 4 exported",
  ]);
  deepEqual(policies.map(({ policy }) => policy.slice(0, 2)), [
    POLICY.slice(0, 2),
    "6c",
    POLICY.slice(0, 2),
    "6c",
  ]);
});

Deno.test("a log of any length gives a report of bounded length", () => {
  const figures = new ReportFigures();
  const record = JSON.parse(sampleLog().lines[2]!);
  const kill = { type: "killswitch", state: "armed", source: "http" };
  for (let i = 0; i < 3_000; i++) {
    figures.visit({ ...record, host: `host-${i}` } as LogRecord);
    figures.visit({ ...record, ...kill } as LogRecord);
  }
  const { hosts, events, eventsLeftOut } = figures.figures();
  equal(hosts.size, 1_001);
  equal(hosts.get("(others)"), 2_000);
  equal(events.length, MAX_EVENTS);
  equal(eventsLeftOut, 3_000 - MAX_EVENTS);
  match(events[0]!.what, /kill switch/);
});
