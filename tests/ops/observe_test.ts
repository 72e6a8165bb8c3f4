import { deepEqual, equal } from "node:assert/strict";
import type { Fact } from "../../ops/fact.ts";
import { observe } from "../../ops/observe.ts";
import { fold, MAX_NAMES, NOTHING_YET, type State } from "../../ops/state.ts";

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
    { fact: "appended", ms: 0.6 },
  );
  const [bucket] = window;
  for (const kept of [latency, bucket!]) {
    deepEqual([kept.added.count, kept.added.sumMs], [1, 1.25]);
    deepEqual([kept.firstByte.count, kept.firstByte.sumMs], [1, 400]);
    deepEqual([kept.append.count, kept.append.sumMs], [1, 0.6]);
  }
});

Deno.test("an instance is known by when and where it began to serve", () => {
  const { instance } = after(
    { fact: "part", part: "keys", up: true },
    {
      fact: "started",
      version: "1.2.3",
      proxyPort: 8888,
      adminPort: 8889,
      hosts: 12,
      caUntilMs: 9,
    },
  );
  deepEqual(instance, {
    version: "1.2.3",
    startedMs: 1000,
    proxyPort: 8888,
    adminPort: 8889,
    hosts: 12,
    caUntilMs: 9,
  });
});

Deno.test("a worker that fails is shown until it serves again", () => {
  const down: Fact = { fact: "part", part: "proxy", up: false };
  deepEqual(after(down).parts, { proxy: false, keys: null });
  deepEqual(after(down, { ...down, up: true }).parts, {
    proxy: true,
    keys: null,
  });
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

Deno.test("the log's checkpoint, anchor and end are known", () => {
  const { log } = after(
    { fact: "opened", records: 10 },
    { fact: "checkpoint", size: 8 },
    { fact: "anchored", name: "witness.example", size: 8 },
    { fact: "broken", why: "the disk is full" },
  );
  deepEqual(log, {
    records: 10,
    checkpoint: { size: 8, ms: 1000 },
    anchor: { name: "witness.example", size: 8, ms: 2000 },
    broken: "the disk is full",
  });
});

Deno.test("a log that was opened again is whole", () => {
  const broken: Fact = { fact: "broken", why: "the disk is full" };
  equal(after(broken, { fact: "opened", records: 3 }).log.broken, null);
});

Deno.test("the newest word on policy, vault, cache and hosts stands", () => {
  const state = after(
    { fact: "policy", policy: "a".repeat(64), patterns: 40 },
    { fact: "vault", secrets: 5, units: 900 },
    { fact: "vault", secrets: 4, units: 700 },
    { fact: "cache", hits: 9, misses: 1 },
    { fact: "upstream", host: "api.example.com", reachable: true },
    { fact: "upstream", host: "api.example.com", reachable: false },
  );
  deepEqual([state.policy, state.patterns], ["a".repeat(64), 40]);
  deepEqual(state.vault, { secrets: 4, units: 700 });
  deepEqual(state.cache, { hits: 9, misses: 1 });
  deepEqual(state.reachable, { "api.example.com": false });
});

Deno.test("a flood of requests and hosts does not grow the state", () => {
  const flood = Array.from({ length: 2000 }, (_, i): Fact[] => [
    { ...passed, request: `r${i}`, session: `s${i}` } as Fact,
    { fact: "upstream", host: `h${i}.example.com`, reachable: true },
  ]).flat();
  const state = after(...flood);
  equal(state.requests, 2000);
  equal(Object.keys(state.reachable).length, MAX_NAMES);
  equal(JSON.stringify(state).length < 250_000, true);
});
