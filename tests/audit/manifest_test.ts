import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import type { Entry } from "../../audit/entry.ts";
import { CATALOGUE_HASH, supportedBy } from "../../audit/frameworks.ts";
import { SessionCounts } from "../../audit/manifest.ts";

const policy = "0".repeat(64);
const of = (session: string, request: string) => ({
  session,
  request,
  host: "api.anthropic.com",
});

function redaction(
  session: string,
  request: string,
  ...kinds: string[]
): Entry {
  return {
    type: "redaction",
    direction: "outbound",
    policy,
    items: kinds.map((kind) => ({ kind, tag: "0123456789abcdef" })),
    ...of(session, request),
  };
}

function restoration(
  session: string,
  request: string,
  [final, restored, unknown]: readonly [boolean, number, number],
): Entry {
  return {
    type: "restoration",
    final,
    restored,
    unknown,
    policy,
    ...of(session, request),
  };
}

const block = (session: string, request: string): Entry => ({
  type: "block",
  reason: "body",
  ...of(session, request),
});

function counted(entries: readonly Entry[], from = 0): SessionCounts {
  const counts = new SessionCounts();
  entries.forEach((entry, i) => counts.add(from + i, entry));
  return counts;
}

Deno.test("a manifest counts what the session's records say, and no others'", () => {
  const counts = counted([
    redaction("a", "r1", "AWS_ACCESS_KEY", "JWT"),
    redaction("b", "r2", "JWT"),
    restoration("a", "r1", [false, 2, 0]),
    restoration("a", "r1", [true, 5, 1]),
    block("a", "r3"),
    redaction("a", "r4", "JWT"),
  ], 7);
  deepEqual(counts.open, ["a", "b"]);
  deepEqual(counts.manifest("a"), {
    type: "session",
    session: "a",
    first: 7,
    last: 12,
    requests: 3,
    redactions: 3,
    restorations: 5,
    blocked: 1,
    unknown: 1,
    kinds: { AWS_ACCESS_KEY: 1, JWT: 2 },
    controls: supportedBy(["redaction", "restoration", "block", "session"]),
    catalogue: CATALOGUE_HASH,
  });
});

Deno.test("what a response is about to restore is not counted before it is done", () => {
  const counts = counted([restoration("a", "r", [false, 3, 3])]);
  equal(counts.manifest("a")?.restorations, 0);
  equal(counts.manifest("a")?.unknown, 0);
});

Deno.test("a session of which nothing is recorded has no manifest", () => {
  equal(new SessionCounts().manifest("a"), undefined);
});

Deno.test("after its manifest a session begins anew", () => {
  const counts = counted([redaction("a", "r1", "JWT")]);
  const manifest = counts.manifest("a");
  counts.add(1, manifest!);
  deepEqual(counts.open, []);
  counts.add(2, block("a", "r2"));
  equal(counts.manifest("a")?.first, 2);
  equal(counts.manifest("a")?.redactions, 0);
});

Deno.test("a new start forgets the sessions that a crash left open", () => {
  const counts = counted([redaction("a", "r1", "JWT")]);
  counts.add(1, {
    type: "start",
    tool: "t",
    policy,
    resumed: 1,
  });
  deepEqual(counts.open, []);
});

Deno.test("records about the log itself belong to no session", () => {
  const counts = counted([
    { type: "killswitch", state: "armed", source: "http" },
    { type: "policy", old: policy, new: policy, patterns: 1 },
  ]);
  deepEqual(counts.open, []);
});

Deno.test("figures add up, whatever comes in whatever order", () => {
  const kind = fc.constantFrom("A", "B", "C");
  const entry = fc.oneof(
    fc.tuple(fc.nat(9), fc.array(kind, { minLength: 1 }))
      .map(([r, kinds]) => redaction("s", `r${r}`, ...kinds)),
    fc.tuple(fc.nat(9), fc.boolean(), fc.nat(9), fc.nat(9))
      .map(([r, ...rest]) => restoration("s", `r${r}`, rest)),
    fc.nat(9).map((r) => block("s", `r${r}`)),
  );
  fc.assert(fc.property(fc.array(entry, { minLength: 1 }), (entries) => {
    const made = counted(entries).manifest("s")!;
    equal(made.first, 0);
    equal(made.last, entries.length - 1);
    equal(
      made.redactions,
      Object.values(made.kinds).reduce((a, b) => a + b, 0),
    );
    equal(made.blocked, entries.filter((e) => e.type === "block").length);
    equal(
      made.requests,
      new Set(entries.map((e) => "request" in e && e.request)).size,
    );
  }));
});
