import type { Entry, Switch } from "../../audit/mod.ts";
import {
  fold,
  NOTHING_YET,
  observe,
  type Snapshot,
  snapshot,
  type State,
} from "../../ops/mod.ts";

/** When the samples are taken: 3 November 2026, 14:03:59 UTC. */
export const SAMPLE_MS = Date.UTC(2026, 10, 3, 14, 3, 59);

const POLICY = "8f31c2aa9d01e4b7".repeat(4);
const AGENTS = [
  ["3f9c2a7d-51e0-4b64", "api.anthropic.com", "claude-cli/2.1.0"],
  ["client-a5c1c07b11f02d9e", "api.openai.com", "codex_cli_rs/0.42.0"],
  ["client-77d3002e91ab4c55", "generativelanguage.googleapis.com", "curl/8"],
] as const;
const KINDS = [
  ["AWS_ACCESS_KEY_ID"],
  ["GITHUB_PAT", "JWT"],
  [],
  ["PRIVATE_KEY"],
  [],
  ["ANTHROPIC_API_KEY", "STRIPE_SECRET_KEY", "SLACK_BOT_TOKEN"],
] as const;

/** An instance in the midst of an ordinary afternoon, `nowMs`. Always the same. */
export function sampleState(nowMs = SAMPLE_MS): State {
  const requests = Array.from({ length: 70 }, (_, i) => i);
  const serving = requests.reduce<State>(
    (state, i) => withRequest(state, { i, nowMs }),
    {
      ...NOTHING_YET,
      log: { ...NOTHING_YET.log, records: 1180 },
    },
  );
  return {
    ...observe(vouched(serving, nowMs), {
      ms: nowMs,
      fact: { fact: "vault", secrets: 128, units: 6144 },
    }),
    cache: { hits: 331, misses: 9 },
    policy: POLICY,
    patterns: 221,
    reload: { ms: nowMs - 3_720_000, why: null },
    instance: {
      tool: "waterwall/0.1.0",
      startedMs: nowMs - 11_530_000,
      proxyPort: 8888,
      adminPort: 8889,
      hosts: 12,
      caUntilMs: nowMs + 364 * 86_400_000,
    },
    parts: { proxy: true, keys: true },
    reachable: { "api.anthropic.com": true },
  };
}

/** What the log says of itself. */
function vouched(state: State, nowMs: number): State {
  const log = [
    { type: "checkpoint", note: "a signed note" },
    {
      type: "anchor",
      size: 1_204,
      kind: "witness",
      name: "witness.example.com",
      sha256: POLICY,
    },
  ] as const;
  return log.reduce<State>(
    (state, entry, i) =>
      fold(state, { seq: 1_390 + i, ms: nowMs - 12_000 + i, entry }),
    state,
  );
}

/** One request, some seconds after the one before, and what came back. */
function withRequest(
  before: State,
  { i, nowMs }: { readonly i: number; readonly nowMs: number },
): State {
  const ms = nowMs - (70 - i) * 4_100 - (i % 3) * 700;
  const [session, host, agent] = AGENTS[i % 5 === 0 ? 1 : i % 13 === 0 ? 2 : 0];
  const named = { request: `r${i}`, session, host };
  const kinds = KINDS[(i * 7) % KINDS.length]!;
  const seq = 1180 + 3 * i;
  const log = (state: State, entry: Entry, n: number, after: number) =>
    fold(state, { seq: seq + n, ms: ms + after, entry });
  if (i % 23 === 11) {
    return log(before, { type: "block", ...named, reason: "body" }, 0, 1);
  }
  const redacted = kinds.length === 0 ? before : log(
    before,
    {
      type: "redaction",
      ...named,
      direction: "outbound",
      items: kinds.map((kind) => ({ kind, tag: "0123456789abcdef" })),
      policy: POLICY,
    },
    0,
    2,
  );
  const passed = [
    { fact: "passed", ...named, agent, addedMs: 0.4 + (i % 11) * 0.13 },
    { fact: "first_byte", request: named.request, afterMs: 300 + i * 9 },
    { fact: "appended", afterMs: 0.5 + (i % 7) * 0.11 },
  ] as const;
  const answered = passed.reduce<State>(
    (state, fact) => observe(state, { ms: ms + 3, fact }),
    redacted,
  );
  if (kinds.length === 0) return answered;
  return log(
    answered,
    {
      type: "restoration",
      ...named,
      final: true,
      restored: kinds.length,
      unknown: i % 29 === 3 ? 1 : 0,
      policy: POLICY,
    },
    1,
    900,
  );
}

/** The sample, a little different, as dashboards are told of it. */
export function sampleSnapshot(change: Partial<State> = {}): Snapshot {
  return snapshot({ ...sampleState(), ...change }, SAMPLE_MS);
}

/** The sample with some kill switches armed, half a minute apart. */
export function armedSnapshot(...killswitch: Switch[]): Snapshot {
  const movedMs = Object.fromEntries(
    killswitch.map((source, i) => [source, SAMPLE_MS - 30_000 * (i + 1)]),
  );
  return sampleSnapshot({ killswitch, movedMs });
}
