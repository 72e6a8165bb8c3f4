import { deepEqual, equal, ok } from "node:assert/strict";
import type { BlockReason } from "../../audit/mod.ts";
import { Alerts } from "../../ops/alerts.ts";
import { Knowledge } from "../../ops/knowledge.ts";
import { metricsText } from "../../ops/metrics.ts";
import { snapshot } from "../../ops/snapshot.ts";

const HOUR_MS = 3_600_000;
const STEP_MS = 30_000;
/** By then every bounded list is full. */
const FULL_HOURS = 6;
const policy = "0".repeat(64);
const REASONS: readonly BlockReason[] = ["body", "host", "killswitch"];

/** An instance whose clock a test moves, and which is never left in peace. */
function instance() {
  let nowMs = Date.UTC(2026, 10, 23);
  let seq = 0;
  const said: string[] = [];
  const knowledge = new Knowledge(() => nowMs);
  const alerts = new Alerts(({ text }) => void said.push(text), "config.toml");
  const step = () => {
    nowMs += STEP_MS;
    const n = seq;
    const of = {
      request: `request-${n}`,
      session: `session-${n}`,
      host: `h${n}.example`,
    };
    const items = [{ kind: `KIND_${n}`, tag: "0123456789abcdef" }];
    const direction = "outbound" as const;
    const learn = (entry: Parameters<Knowledge["learn"]>[0][number]["entry"]) =>
      knowledge.learn([{ seq: seq++, ms: nowMs, entry }]);
    const denied = { fact: "denied", host: of.host } as const;
    learn({ type: "redaction", ...of, direction, items, policy });
    learn({ type: "block", ...of, reason: REASONS[n % REASONS.length]! });
    knowledge.see([
      { fact: "passed", ...of, agent: `agent/${n}`, addedMs: n % 100 },
      { fact: "first_byte", request: of.request, afterMs: n % 900 },
      { fact: "appended", afterMs: n % 10 },
      { fact: "upstream", host: of.host, reachable: n % 2 === 0 },
      { fact: "vault", secrets: n % 50, units: n },
      { fact: "cache", hits: n, misses: n },
      { fact: "reload", why: n % 7 === 0 ? "it was bad" : null },
      denied,
    ]);
    alerts.see([denied], nowMs);
  };
  const sizes = () => ({
    state: JSON.stringify(knowledge.state).length,
    vitals: JSON.stringify(knowledge.vitals).length,
    shown: JSON.stringify(snapshot(knowledge.state, nowMs)).length,
    metrics: metricsText({
      state: knowledge.state,
      vitals: knowledge.vitals,
      nowMs,
      memory: {},
    }).split("\n").length,
  });
  return { step, sizes, knowledge, said };
}

const { step, sizes, knowledge, said } = instance();
const after = (hours: number) => {
  for (let i = 0; i < hours * HOUR_MS / STEP_MS; i++) step();
  return sizes();
};
const early = after(FULL_HOURS);
const late = after(24 - FULL_HOURS);
const STEPS = 24 * HOUR_MS / STEP_MS;

Deno.test("through 24 hours in which everything is new, nothing grows without bound", () => {
  for (const what of ["state", "vitals", "shown"] as const) {
    // Numbers get digits; nothing else may be added.
    ok(late[what] < early[what] * 1.1, `${what}: ${early[what]} ${late[what]}`);
  }
  equal(late.metrics, early.metrics);
});

Deno.test("after 24 hours the counts are still exact", () => {
  const { redactions, blocked, requests, latency, byKind, byKindAndHost } =
    knowledge.state;
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((a, b) => a + b, 0);
  deepEqual(
    [requests, redactions, blocked, sum(byKind), sum(byKindAndHost)],
    [STEPS, STEPS, STEPS, STEPS, STEPS],
  );
  equal(latency.added.count, STEPS);
});

Deno.test("in the last five minutes stand the last five minutes, also after a day", () => {
  const { window } = knowledge.state;
  const requests = window.reduce((sum, bucket) => sum + bucket.requests, 0);
  ok(requests > 0 && requests <= 300_000 / STEP_MS, `${requests}`);
});

Deno.test("a host that is new each time is said each time, and none is said twice", () => {
  equal(new Set(said).size, said.length);
});
