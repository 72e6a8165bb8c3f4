import { deepEqual, equal } from "node:assert/strict";
import type { Fact } from "../../ops/fact.ts";
import { observe } from "../../ops/observe.ts";
import { fold, NOTHING_YET, type State } from "../../ops/state.ts";

const request = {
  request: "r1",
  session: "s1",
  host: "api.example.com",
} as const;
const passed: Fact = {
  fact: "passed",
  ...request,
  agent: "claude-cli/2.1.0 (external, cli)",
  addedMs: 1.25,
};

/** The state after these facts, seen a second apart from each other. */
function after(...facts: Fact[]): State {
  return facts.reduce(
    (state, fact, i) => observe(state, { ms: 1000 * i, fact }),
    NOTHING_YET,
  );
}

const redact = (state: State) =>
  fold(state, {
    seq: 7,
    ms: 500,
    entry: {
      type: "redaction",
      ...request,
      direction: "outbound",
      items: [{ kind: "JWT", tag: "0123456789abcdef" }],
      policy: "0".repeat(64),
    },
  });

Deno.test("a request without a secret is a line, a request and a session", () => {
  const state = after(passed);
  equal(state.requests, 1);
  deepEqual(state.activity, [{
    seq: null,
    ms: 0,
    what: "pass",
    host: "api.example.com",
    request: "r1",
    kinds: [],
    count: 0,
    addedMs: 1.25,
  }]);
  const [session] = state.sessions;
  deepEqual([session!.agent, session!.requests], ["Claude Code", 1]);
});

Deno.test("a request with a secret is one line, whichever is heard of first", () => {
  const factFirst = redact(after(passed));
  const recordFirst = observe(redact(NOTHING_YET), { ms: 501, fact: passed });
  for (const state of [factFirst, recordFirst]) {
    deepEqual(
      state.activity.map(({ seq, what, kinds, addedMs }) => [
        seq,
        what,
        kinds,
        addedMs,
      ]),
      [[7, "redaction", ["JWT"], 1.25]],
    );
    const [session] = state.sessions;
    deepEqual([session!.requests, session!.redactions], [1, 1]);
    equal(session!.agent, "Claude Code");
  }
});

Deno.test("durations are kept for five minutes and for ever", () => {
  const { window, latency } = after(
    passed,
    { fact: "first_byte", request: "r1", afterMs: 400 },
    { fact: "appended", afterMs: 0.6 },
  );
  const [bucket] = window;
  for (const kept of [latency, bucket!]) {
    deepEqual([kept.added.count, kept.added.sumMs], [1, 1.25]);
    deepEqual([kept.firstByte.count, kept.firstByte.sumMs], [1, 400]);
    deepEqual([kept.append.count, kept.append.sumMs], [1, 0.6]);
  }
});

Deno.test("a refused reload says why until the next one", () => {
  const refused: Fact = { fact: "reload", why: "config.toml:3: no such key" };
  deepEqual(after(refused).reload, {
    ms: 0,
    why: "config.toml:3: no such key",
  });
  deepEqual(after(refused, { fact: "reload", why: null }).reload, {
    ms: 1000,
    why: null,
  });
});

Deno.test("a log that broke is whole when it was opened again", () => {
  const broken: Fact = { fact: "broken", why: "the disk is full" };
  equal(after(broken).log.broken, "the disk is full");
  const { log } = after(broken, { fact: "opened", records: 3 });
  deepEqual([log.broken, log.records], [null, 3]);
});

Deno.test("the newest word on the vault and on the cache stands", () => {
  const { vault, cache } = after(
    { fact: "cache", hits: 1, misses: 5 },
    { fact: "cache", hits: 9, misses: 5 },
    { fact: "vault", secrets: 5, units: 900 },
    { fact: "vault", secrets: 4, units: 700 },
  );
  deepEqual(vault, { secrets: 4, units: 700 });
  deepEqual(cache, { hits: 9, misses: 5 });
});

Deno.test("what is recorded anyway, or of no use, leaves the state alone", () => {
  const facts: Fact[] = [
    { fact: "redacted", request: "r", bytes: 1, secrets: 1 },
    { fact: "answered", request: "r", status: 200 },
    { fact: "finished", request: "r", restored: 1, unknown: 0 },
    { fact: "refused", request: "r", code: "body" },
    { fact: "denied", host: "h" },
    { fact: "tunnelled", host: "h", sent: 1, received: 1 },
    { fact: "upstream", host: "h", reachable: false },
    { fact: "fault", why: "TypeError" },
  ];
  deepEqual(after(...facts), NOTHING_YET);
});

Deno.test("a session is called as the log calls it, whatever a client says", () => {
  const [session] =
    after({ ...passed, session: "two\nlines" } as Fact).sessions;
  equal(session!.id.startsWith("sha256:"), true);
});

Deno.test("a flood of requests does not grow the state", () => {
  const flood = Array.from({ length: 2000 }, (_, i) => ({
    ...passed,
    request: `r${i}`,
    session: `s${i}`,
  } as Fact));
  const state = after(...flood);
  equal(state.requests, 2000);
  equal(JSON.stringify(state).length < 100_000, true);
});
