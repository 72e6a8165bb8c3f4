import { deepEqual, equal } from "node:assert/strict";
import {
  activityCells,
  chainRows,
  counterRows,
  mapRows,
  matches,
  type Row,
  sessionCells,
  switchRows,
} from "../../../ops/mod.ts";
import {
  armedSnapshot,
  SAMPLE_MS,
  sampleSnapshot,
} from "../../support/sample_snapshot.ts";

const sample = sampleSnapshot();
const values = (rows: readonly Row[]) =>
  Object.fromEntries(rows.map(({ label, value }) => [label, value]));
const tones = (rows: readonly Row[]) =>
  Object.fromEntries(rows.map(({ label, tone }) => [label, tone]));

Deno.test("the counters are those of five minutes, each with how it went", () => {
  const rows = counterRows(sample);
  const { redactions, unknown, blocked } = sample.fiveMinutes;
  const { Redactions, Unknown, Blocks } = values(rows);
  deepEqual([Redactions, Unknown, Blocks], [
    `${redactions}`,
    `${unknown}`,
    `${blocked}`,
  ]);
  equal(rows.every(({ series }) => series?.length === 30), true);
});

Deno.test("unknown placeholders warn and blocks alarm, once there are some", () => {
  const { fiveMinutes } = sample;
  const { Unknown, Blocks } = tones(counterRows(sample));
  deepEqual([Unknown, Blocks], ["warn", "alarm"]);
  const calm = {
    ...sample,
    fiveMinutes: { ...fiveMinutes, unknown: 0, blocked: 0 },
  };
  const quiet = tones(counterRows(calm));
  deepEqual([quiet.Unknown, quiet.Blocks], ["plain", "plain"]);
});

Deno.test("all four switches are shown, armed ones with their age", () => {
  deepEqual(values(switchRows(armedSnapshot("sentinel", "http"))), {
    "config.toml": "clear",
    "SIGUSR1": "clear",
    "sentinel file": "ARMED 30s",
    "HTTP": "ARMED 1m 0s",
  });
  const unknownSince = { ...sample, killswitch: ["config"] as const };
  equal(values(switchRows(unknownSince))["config.toml"], "ARMED");
});

Deno.test("the map tells the vault, the rules and what they found most", () => {
  const rows = mapRows(sample, 0);
  deepEqual(values(rows.slice(0, 5)), {
    "Vault": "128 in 12 KiB",
    "Patterns": "221",
    "Policy": "8f31c2aa9d01",
    "Last reload": "13:01:59",
    "Cache hits": "97 %",
  });
  const found = rows.slice(5).map(({ value }) => Number(value));
  deepEqual(found, found.toSorted((a, b) => b - a));
});

Deno.test("what is not known yet is not made up", () => {
  const unknown = sampleSnapshot({
    vault: null,
    cache: null,
    patterns: null,
    policy: null,
    reload: null,
    byKind: {},
  });
  deepEqual(values(mapRows(unknown, 0)), {
    "Vault": "–",
    "Patterns": "–",
    "Policy": "–",
    "Last reload": "none yet",
    "Cache hits": "–",
  });
});

Deno.test("a refused reload is a warning", () => {
  const refused = sampleSnapshot({ reload: { ms: SAMPLE_MS, why: "line 3" } });
  const row = mapRows(refused, 0).find(({ label }) => label === "Last reload");
  deepEqual([row?.value, row?.tone], ["REFUSED 14:03", "warn"]);
});

Deno.test("the chain is intact only while it can be written", () => {
  equal(values(chainRows(sample)).Chain, "intact");
  const broken = sampleSnapshot({
    log: { ...sample.log, broken: "disk full" },
  });
  const down = sampleSnapshot({ parts: { proxy: true, keys: false } });
  for (const fault of [broken, down]) {
    equal(values(chainRows(fault)).Chain, "NOT WRITABLE");
    equal(tones(chainRows(fault)).Chain, "alarm");
  }
});

Deno.test("the chain tells what vouches for it, and for how long", () => {
  const { Records, Checkpoint, Anchor, ...more } = values(chainRows(sample));
  deepEqual([Records, Checkpoint, Anchor], [
    "1,392",
    "1,390, 12s ago",
    "1,204, 11s ago",
  ]);
  equal(more["Anchored by"], "witness.example.com");
  equal(more["CA valid for"], "364d 0h");
});

Deno.test("a CA that ends soon warns, one that ended alarms", () => {
  const until = (caUntilMs: number) =>
    tones(chainRows({
      ...sample,
      instance: { ...sample.instance!, caUntilMs },
    }))["CA valid for"];
  equal(until(SAMPLE_MS + 3 * 86_400_000), "warn");
  equal(until(SAMPLE_MS - 1), "alarm");
});

const line = {
  seq: 1,
  ms: SAMPLE_MS,
  what: "redaction",
  host: "api.example.com",
  request: "r",
  kinds: ["JWT", "PEM"],
  count: 2,
  addedMs: 1.26,
} as const;

Deno.test("a line tells its direction in a word", () => {
  const way = (what: "redaction" | "pass" | "restoration" | "block") =>
    activityCells({ ...line, what }, 0).direction;
  deepEqual([way("redaction"), way("pass"), way("restoration"), way("block")], [
    "→ out",
    "→ out",
    "← in",
    "× stop",
  ]);
});

Deno.test("a line tells what left, and how long it was held", () => {
  deepEqual(activityCells(line, 60), {
    time: "15:03:59",
    direction: "→ out",
    host: "api.example.com",
    kinds: "JWT PEM",
    count: "2",
    added: "+1.3 ms",
    tone: "out",
  });
  const passed = activityCells({
    ...line,
    what: "pass",
    kinds: [],
    count: 0,
    addedMs: null,
  }, 0);
  deepEqual([passed.kinds, passed.count, passed.added], ["–", "–", ""]);
});

Deno.test("a session is told by its agent and the beginning of its name", () => {
  const session = {
    id: "client-a5c1c07b11f02d9e",
    host: "api.example.com",
    agent: null,
    firstMs: SAMPLE_MS - 125_000,
    lastMs: SAMPLE_MS - 5_000,
    requests: 12,
    redactions: 3,
    restored: 3,
    blocked: 0,
  };
  deepEqual(sessionCells(session, SAMPLE_MS), {
    agent: "unknown",
    fingerprint: "a5c1c07b",
    host: "api.example.com",
    requests: "12",
    redactions: "3",
    age: "2m 5s",
    seen: "5s",
  });
});

Deno.test("a word matches what a line shows, in whatever case", () => {
  equal(
    ["jwt", "EXAMPLE", "redact", ""].every((word) => matches(line, word)),
    true,
  );
  equal(matches(line, "anthropic"), false);
});
