import { deepEqual, equal } from "node:assert/strict";
import type { Entry } from "../../audit/mod.ts";
import {
  fold,
  MAX_ACTIVITY,
  MAX_SESSIONS,
  NOTHING_YET,
  type Recorded,
  type State,
} from "../../ops/state.ts";
import { observe } from "../../ops/observe.ts";

const request = {
  request: "r1",
  session: "s1",
  host: "api.example.com",
} as const;
const policy = "0".repeat(64);
const item = (kind: string) => ({ kind, tag: "0123456789abcdef" });
const redaction = (...kinds: string[]): Entry => ({
  type: "redaction",
  ...request,
  direction: "outbound",
  items: kinds.map(item),
  policy,
});

/** The state after these entries, written a second apart from each other. */
function after(...entries: Recorded["entry"][]): State {
  return entries.reduce(
    (state, entry, seq) => fold(state, { seq, ms: 1000 * seq, entry }),
    NOTHING_YET,
  );
}

Deno.test("redactions are counted by secret, kind and host", () => {
  const state = after(redaction("JWT", "JWT", "PEM"), redaction("JWT"));
  equal(state.redactions, 4);
  deepEqual(state.byKind, { JWT: 3, PEM: 1 });
  deepEqual(state.byHost, { "api.example.com": 4 });
  deepEqual(state.activity.map(({ kinds, count }) => [kinds, count]), [
    [["JWT"], 1],
    [["JWT", "PEM"], 3],
  ]);
});

Deno.test("a restoration counts once, when its counts are final", () => {
  const entry = { type: "restoration", ...request, policy } as const;
  const state = after(
    { ...entry, final: false, restored: 0, unknown: 0 },
    { ...entry, final: true, restored: 2, unknown: 1 },
  );
  deepEqual([state.restored, state.unknown, state.activity.length], [2, 1, 1]);
});

Deno.test("blocks are counted by reason and shown with it", () => {
  const state = after({ type: "block", ...request, reason: "body" });
  deepEqual([state.blocked, state.byReason], [1, { body: 1 }]);
  deepEqual(state.activity[0]!.kinds, ["body"]);
});

Deno.test("a kill switch is shown until the same one is cleared", () => {
  const state = after(
    { type: "killswitch", state: "armed", source: "http" },
    { type: "killswitch", state: "armed", source: "sentinel" },
    { type: "killswitch", state: "clear", source: "http" },
  );
  deepEqual(state.killswitch, ["sentinel"]);
  deepEqual(state.movedMs, { http: 2000, sentinel: 1000 });
});

Deno.test("the log's last checkpoint and anchor are known", () => {
  const { log } = after(
    redaction("JWT"),
    { type: "checkpoint", note: "a signed note" },
    {
      type: "anchor",
      size: 1,
      kind: "witness",
      name: "witness.example",
      sha256: policy,
    },
  );
  deepEqual(log.checkpoint, { size: 1, ms: 1000 });
  deepEqual(log.anchor, { name: "witness.example", size: 1, ms: 2000 });
});

Deno.test("the log's own records change nothing but its length", () => {
  const { log: _, lastSeq: _seq, lastMs: _ms, records, ...rest } = after(
    { type: "start", tool: "waterwall/1.0.0", policy, resumed: 7 },
    { type: "stop", reason: "asked" },
  );
  equal(records, 2);
  deepEqual({ ...NOTHING_YET, ...rest }, NOTHING_YET);
});

Deno.test("the length of the log follows its records", () => {
  const opened = observe(NOTHING_YET, {
    ms: 0,
    fact: { fact: "opened", records: 40 },
  });
  equal(opened.log.records, 40);
  const state = fold(opened, { seq: 41, ms: 5, entry: redaction("JWT") });
  deepEqual([state.log.records, state.records], [42, 1]);
});

Deno.test("what was recorded counts in the five minutes in which it was", () => {
  const state = after(
    redaction("JWT", "PEM"),
    { type: "block", ...request, reason: "body" },
    {
      type: "restoration",
      ...request,
      policy,
      final: true,
      restored: 3,
      unknown: 1,
    },
  );
  const [bucket, ...others] = state.window;
  deepEqual(others, []);
  const { redactions, blocked, restored, unknown } = bucket!;
  deepEqual([redactions, blocked, restored, unknown], [2, 1, 3, 1]);
});

Deno.test("the policy in force is the one last recorded", () => {
  const state = after({
    type: "policy",
    old: policy,
    new: "f".repeat(64),
    patterns: 9,
  });
  deepEqual([state.policy, state.patterns], ["f".repeat(64), 9]);
});

Deno.test("a session is shown with its own counts until it ends", () => {
  const open = after(redaction("JWT"), {
    type: "block",
    ...request,
    reason: "body",
  });
  deepEqual(open.sessions, [{
    id: "s1",
    host: "api.example.com",
    agent: null,
    firstMs: 0,
    lastMs: 1000,
    requests: 1,
    redactions: 1,
    restored: 0,
    blocked: 1,
  }]);
  const ended = fold(open, {
    seq: 2,
    ms: 2000,
    entry: {
      type: "session",
      session: "s1",
      first: 0,
      last: 1,
      requests: 2,
      redactions: 1,
      restorations: 0,
      blocked: 1,
      unknown: 0,
      kinds: {},
      controls: [],
      catalogue: policy,
    },
  });
  deepEqual(ended.sessions, []);
});

Deno.test("the state stays bounded however much happens", () => {
  const flood = Array.from({ length: 1000 }, (_, i): Entry => ({
    ...redaction(`KIND_${i}`) as Entry & { type: "redaction" },
    session: `s${i}`,
    host: `h${i}.example.com`,
  }));
  const state = after(...flood);
  equal(state.activity.length, MAX_ACTIVITY);
  equal(state.sessions.length, MAX_SESSIONS);
  equal(Object.keys(state.byHost).length, 501);
  equal(state.redactions, 1000);
  equal(Object.values(state.byKind).reduce((a, b) => a + b), 1000);
});
