import { deepEqual, equal, match, ok } from "node:assert/strict";
import { check } from "../../../ops/checks/check.ts";
import { CHECKS } from "../../../ops/checks/checks.ts";
import type { Survey } from "../../../ops/checks/survey.ts";

const NOW = Date.UTC(2026, 11, 1);
const DAY_MS = 86_400_000;
const HASH = "ab".repeat(32);
const CLOSED = { found: { mode: 0o600, isOwn: true } };

/** An installation in which all is well. */
const WELL: Survey = {
  nowMs: NOW,
  folder: { found: { mode: 0o700, isOwn: true } },
  secrets: { "signing.key": CLOSED, "ca.key": CLOSED },
  config: { found: { protectedHosts: 3 } },
  ports: {
    found: [
      { of: "proxy", port: 8888, is: "ours" },
      { of: "admin", port: 0, is: "free" },
    ],
  },
  ca: {
    found: { fault: null, fromMs: NOW - DAY_MS, untilMs: NOW + 90 * DAY_MS },
  },
  bundle: { found: { hasCa: true, roots: 140 } },
  signingKey: { found: { signs: true, isOfLog: true } },
  writable: { found: true },
  log: {
    found: { isIntact: true, explanation: "", size: 9, newestMs: NOW - 1000 },
  },
  policy: { found: { hash: HASH, patterns: 900, missed: [], sought: 8 } },
  freeBytes: { found: 2 ** 32 },
  isolates: {
    found: [{ name: "the keys worker", tooMuch: [], tooLittle: [], tried: 9 }],
  },
  armed: { found: [] },
  running: { healthy: true, status: "ok", policyHash: HASH, patterns: 900 },
  canary: {
    found: {
      way: "by hand",
      isLeaked: false,
      isRestored: true,
      isRecorded: true,
    },
  },
};

const FAILED = { failed: "it is not there" };

/** For each check, what makes it fail, and what it then says. */
const FAULTS: Readonly<
  Record<string, readonly (readonly [Partial<Survey>, RegExp])[]>
> = {
  home: [
    [{ folder: FAILED }, /not there/],
    [{ folder: { found: { mode: 0o755, isOwn: true } } }, /mode 0755/],
    [{ folder: { found: { mode: 0o700, isOwn: false } } }, /somebody else/],
  ],
  config: [
    [{ config: { failed: "Cannot use config.toml:3" } }, /config.toml:3/],
    [{ config: { found: { protectedHosts: 0 } } }, /protects 0 hosts/],
  ],
  ports: [
    [
      { ports: { found: [{ of: "proxy", port: 8888, is: "taken" }] } },
      /8888 is taken/,
    ],
    [{ ports: FAILED }, /not there/],
  ],
  ca: [
    [caWith({ fault: "unconstrained" }), /not limited/],
    [caWith({ fault: "host-too-many" }), /host that is not protected/],
    [caWith({ fault: "host-outside" }), /outside its limits/],
    [caWith({ fault: "key-mismatch" }), /another's/],
    [{ ca: FAILED }, /not there/],
  ],
  "ca-expiry": [
    [caWith({ untilMs: NOW + 29 * DAY_MS }), /^29 days/],
    [{ ca: FAILED }, /not there/],
  ],
  "ca-bundle": [
    [{ bundle: { found: { hasCa: false, roots: 140 } } }, /not in it/],
    [{ bundle: { found: { hasCa: true, roots: 1 } } }, /0 roots/],
    [{ bundle: FAILED }, /not there/],
  ],
  "key-modes": [
    [
      { secrets: { "ca.key": { found: { mode: 0o644, isOwn: true } } } },
      /^ca.key has mode 0644/,
    ],
    [
      { secrets: { "ca.key": { found: { mode: 0o600, isOwn: false } } } },
      /^ca.key belongs to somebody else/,
    ],
    [{ secrets: { "ca.key": FAILED } }, /^ca.key cannot be looked at/],
  ],
  "signing-key": [
    [{ signingKey: { found: { signs: false, isOfLog: true } } }, /not valid/],
    [{ signingKey: { found: { signs: true, isOfLog: false } } }, /another key/],
    [{ signingKey: { found: { signs: true, isOfLog: null } } }, /no log/],
    [{ signingKey: { failed: "Cannot use it as it is no key" } }, /no key/],
  ],
  "ledger-writable": [[{ writable: { failed: "Read-only" } }, /Read-only/]],
  ledger: [
    [logWith({ isIntact: false, explanation: "record 3: altered" }), /altered/],
    [logWith({ explanation: "no signed head" }), /no signed head/],
    [{ log: FAILED }, /not there/],
  ],
  patterns: [
    [policyWith({ missed: ["GitHub token"] }), /not found: GitHub token/],
    [policyWith({ patterns: 0 }), /^0 patterns/],
    [policyWith({ sought: 0 }), /each of 0/],
    [{ policy: { failed: "Cannot use policy.toml:2" } }, /policy.toml:2/],
  ],
  "policy-hash": [
    [policyWith({ hash: "cd".repeat(32) }), /abab.* is in force, .* cdcd/],
    [{ policy: { failed: "Cannot use policy.toml:2" } }, /policy.toml:2/],
  ],
  clock: [
    [logWith({ newestMs: NOW + 3_600_000 }), /60 minutes before/],
    [caWith({ fromMs: NOW + 3_600_000 }), /60 minutes before/],
    [{ nowMs: 0, log: FAILED, ca: FAILED }, /minutes before/],
  ],
  disk: [
    [{ freeBytes: { found: 255 * 2 ** 20 } }, /^255 MiB/],
    [{ freeBytes: FAILED }, /not there/],
  ],
  isolates: [
    [isolateWith({ tooMuch: ["read /"] }), /the keys worker can read \//],
    [isolateWith({ tooLittle: ["read x"] }), /worker cannot read x/],
    [{ isolates: { found: [] } }, /0 things/],
    [{ isolates: { failed: "no answer" } }, /no answer/],
  ],
  killswitch: [
    [{ armed: { found: ["sentinel", "http"] } }, /sentinel, http/],
    [{ armed: FAILED }, /not there/],
  ],
  running: [
    [{ running: null }, /none answers/],
    [
      { running: { ...WELL.running!, healthy: false, status: "audit_down" } },
      /audit_down/,
    ],
  ],
  canary: [
    [canaryWith({ isLeaked: true }), /LEFT in clear/],
    [canaryWith({ isRestored: false }), /did not come back/],
    [canaryWith({ isRecorded: false }), /log does not speak/],
    [{ canary: { failed: "the proxy answered 502" } }, /502/],
  ],
};

type Found<K extends keyof Survey> = Survey[K] extends infer L
  ? L extends { readonly found: infer T } ? T : never
  : never;

function changed<K extends keyof Survey>(key: K, change: Partial<Found<K>>) {
  const { found } = WELL[key] as { readonly found: Found<K> };
  return { [key]: { found: Object.assign({}, found, change) } } as Partial<
    Survey
  >;
}

function caWith(change: Partial<Found<"ca">>) {
  return changed("ca", change);
}

function logWith(change: Partial<Found<"log">>) {
  return changed("log", change);
}

function policyWith(change: Partial<Found<"policy">>) {
  return changed("policy", change);
}

function canaryWith(change: Partial<Found<"canary">>) {
  return changed("canary", change);
}

function isolateWith(
  change: Partial<{ tooMuch: readonly string[]; tooLittle: readonly string[] }>,
): Partial<Survey> {
  const { found: [first] } = WELL.isolates as {
    readonly found: Found<"isolates">;
  };
  return { isolates: { found: [{ ...first!, ...change }] } };
}

Deno.test("where all is well every check says yes, and none has a hint", () => {
  const all = check(WELL, { checks: CHECKS, runtime: true });
  deepEqual(all.filter((one) => !one.ok), []);
  ok(all.every(({ hint }) => hint === null));
});

Deno.test("every check can fail, and each fault makes its own check fail", () => {
  deepEqual(Object.keys(FAULTS), CHECKS.map(({ id }) => id));
  for (const [id, faults] of Object.entries(FAULTS)) {
    for (const [fault, says] of faults) {
      const checks = CHECKS.filter((one) => one.id === id);
      const [judged] = check({ ...WELL, ...fault }, { checks, runtime: true });
      equal(judged!.ok, false, `${id}: ${judged!.answer}`);
      match(judged!.answer, says);
      equal(judged!.hint, checks[0]!.hint);
    }
  }
});

Deno.test("each check asks a question and hints at what to do", () => {
  for (const { question, hint } of CHECKS) {
    ok(question.endsWith("?"), question);
    match(hint, /^[A-Z].*\.$/);
  }
  equal(new Set(CHECKS.map(({ id }) => id)).size, CHECKS.length);
});

Deno.test("what only a running instance can answer is asked only when it is asked for", () => {
  const offline = { ...WELL, running: null };
  const plain = check(offline, { checks: CHECKS, runtime: false });
  ok(plain.every((one) => one.ok));
  ok(!plain.some(({ id }) => id === "running"));
});

Deno.test("where modes mean nothing, none is held against a file", () => {
  const windows = { found: { mode: null, isOwn: null } };
  const survey = { ...WELL, folder: windows, secrets: { "ca.key": windows } };
  const all = check(survey, { checks: CHECKS, runtime: true });
  ok(all.every((one) => one.ok));
});

Deno.test("a clock that lags by less than a minute is no reason to worry", () => {
  const survey = { ...WELL, ...logWith({ newestMs: NOW + 30_000 }) };
  const all = check(survey, { checks: CHECKS, runtime: true });
  ok(all.every((one) => one.ok));
});
