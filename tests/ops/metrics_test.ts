import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import type { Fact } from "../../ops/fact.ts";
import { Knowledge } from "../../ops/knowledge.ts";
import { metricsAnswer, metricsText } from "../../ops/metrics.ts";
import { MAX_NAMES } from "../../ops/state.ts";
import { parsePrometheus } from "../support/prometheus.ts";

const policy = "0".repeat(64);
const tag = "0123456789abcdef";
const at = { request: "r", session: "s", host: "api.example.com" };

function redaction(host: string, ...kinds: string[]) {
  const items = kinds.map((kind) => ({ kind, tag }));
  return {
    type: "redaction",
    ...at,
    host,
    direction: "outbound",
    items,
    policy,
  } as const;
}

function textOf(knowledge: Knowledge): string {
  return metricsText({
    state: knowledge.state,
    vitals: knowledge.vitals,
    nowMs: 90_000,
    memory: { rss: 1_000, heapUsed: 10 },
  });
}

const metrics = (knowledge: Knowledge) => parsePrometheus(textOf(knowledge));

function value(
  knowledge: Knowledge,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const wanted = JSON.stringify(labels);
  return metrics(knowledge).get(name)?.samples
    .find((it) => JSON.stringify(it.labels) === wanted)?.value;
}

Deno.test("an instance that has done nothing has every metric, at zero", () => {
  const all = metrics(new Knowledge(() => 0));
  for (
    const name of [
      "waterwall_requests_total",
      "waterwall_redactions_total",
      "waterwall_restorations_total",
      "waterwall_unknown_placeholders_total",
      "waterwall_blocks_total",
      "waterwall_added_latency_seconds",
      "waterwall_time_to_first_byte_seconds",
      "waterwall_append_latency_seconds",
      "waterwall_scan_cache_hit_ratio",
      "waterwall_vault_secrets",
      "waterwall_memory_bytes",
    ]
  ) ok(all.has(name), name);
  equal(value(new Knowledge(() => 0), "waterwall_requests_total"), 0);
});

Deno.test("redactions are counted by type and host, blocks by reason", () => {
  const knowledge = new Knowledge(() => 0);
  const block = { type: "block", ...at, reason: "body" } as const;
  knowledge.learn([
    { seq: 0, ms: 0, entry: redaction("a.example", "JWT", "JWT", "PEM") },
    { seq: 1, ms: 0, entry: redaction("b.example", "JWT") },
    { seq: 2, ms: 0, entry: block },
  ]);
  const name = "waterwall_redactions_total";
  equal(value(knowledge, name, { type: "JWT", host: "a.example" }), 2);
  equal(value(knowledge, name, { type: "JWT", host: "b.example" }), 1);
  equal(value(knowledge, name, { type: "PEM", host: "a.example" }), 1);
  equal(value(knowledge, "waterwall_blocks_total", { reason: "body" }), 1);
});

Deno.test("durations are histograms in seconds, cumulative, with sum and count", () => {
  const knowledge = new Knowledge(() => 0);
  const facts = [1, 1, 40, 99_000].map((afterMs): Fact => ({
    fact: "appended",
    afterMs,
  }));
  knowledge.see(facts);
  const { samples } = metrics(knowledge)
    .get("waterwall_append_latency_seconds")!;
  const bucket = (le: string) =>
    samples.find(({ labels }) => labels.le === le)?.value;
  deepEqual(
    [bucket("0.0007"), bucket("0.001"), bucket("0.05"), bucket("20")],
    [0, 2, 3, 3],
  );
  equal(bucket("+Inf"), 4);
  equal(samples.at(-2)!.value, 99.042);
});

Deno.test("how well the cache does, and what the vault holds, is measured", () => {
  const knowledge = new Knowledge(() => 0);
  knowledge.see([
    { fact: "cache", hits: 3, misses: 1 },
    { fact: "vault", secrets: 7, units: 100 },
  ]);
  equal(value(knowledge, "waterwall_scan_cache_hit_ratio"), 0.75);
  equal(value(knowledge, "waterwall_vault_secrets"), 7);
  equal(value(knowledge, "waterwall_vault_bytes"), 200);
  equal(value(knowledge, "waterwall_memory_bytes", { kind: "rss" }), 1_000);
});

Deno.test("every kill switch is a series, armed or not", () => {
  const knowledge = new Knowledge(() => 0);
  knowledge.note({ armed: ["sentinel"] });
  const { samples } = metrics(knowledge).get("waterwall_killswitch_armed")!;
  deepEqual(
    samples.map(({ labels, value }) => [labels.source, value]),
    [["config", 0], ["sigusr1", 0], ["sentinel", 1], ["http", 0]],
  );
  equal(value(knowledge, "waterwall_healthy"), 0);
});

Deno.test("a flood of made-up names does not become a flood of series", () => {
  const knowledge = new Knowledge(() => 0);
  for (let i = 0; i < 1_000; i++) {
    const entry = redaction(`h${i}.example`, `K${i}`);
    knowledge.learn([{ seq: i, ms: i, entry }]);
    const host = `h${i}.example`;
    knowledge.see([{ fact: "upstream", host, reachable: true }]);
  }
  const all = metrics(knowledge);
  const { samples } = all.get("waterwall_redactions_total")!;
  ok(samples.length <= MAX_NAMES + 1);
  equal(samples.reduce((sum, { value }) => sum + value, 0), 1_000);
  ok(all.get("waterwall_upstream_reachable")!.samples.length <= 256);
});

Deno.test("whatever a host is called, the text stays valid and says it", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (host) => {
    const knowledge = new Knowledge(() => 0);
    knowledge.note({ reachable: { [host]: true } });
    const { samples } = metrics(knowledge).get("waterwall_upstream_reachable")!;
    equal(samples[0]!.labels.host, host);
  }));
});

Deno.test("it is answered as the text format 0.0.4", () => {
  const { state, vitals } = new Knowledge(() => 0);
  const answer = metricsAnswer({ state, vitals, nowMs: 0, memory: {} });
  match(answer.headers.get("content-type")!, /^text\/plain; version=0\.0\.4/);
});

Deno.test("the reader that these tests trust refuses what is not valid", () => {
  for (
    const wrong of [
      "waterwall_x 1\n",
      "# HELP a b\n# TYPE a gauge\na 1",
      "# HELP a b\n# TYPE a gauge\na 1\na 1\n",
      "# HELP a b\n# TYPE a gauge\na{x=1} 1\n",
      '# HELP a b\n# TYPE a gauge\na{x="1"y="2"} 1\n',
      "# HELP a b\n# TYPE a counter\na 1\n",
      '# HELP a b\n# TYPE a histogram\na_bucket{le="1"} 1\na_count 1\na_sum 1\n',
      "# HELP a b\n# TYPE a strange\na 1\n",
    ]
  ) throws(() => parsePrometheus(wrong), wrong);
});
