import { deepEqual, equal } from "node:assert/strict";
import type { Vitals } from "../../ops/health.ts";
import { NOTHING_YET } from "../../ops/state.ts";
import { withVitals } from "../../ops/with_vitals.ts";

const vitals: Vitals = {
  startedMs: 5,
  serving: null,
  proxyUp: true,
  keysUp: false,
  chainIntact: true,
  patterns: 40,
  policy: "a".repeat(64),
  armed: ["http"],
  reachable: { "api.example.com": true },
  caUntilMs: 9,
  reloadError: null,
};

Deno.test("a state tells what is in force, and which parts work", () => {
  const state = withVitals(NOTHING_YET, vitals);
  deepEqual(state.parts, { proxy: true, keys: false });
  deepEqual([state.patterns, state.policy], [40, "a".repeat(64)]);
  deepEqual(state.killswitch, ["http"]);
  deepEqual(state.reachable, { "api.example.com": true });
});

Deno.test("an instance that serves tells where, and since when", () => {
  equal(withVitals(NOTHING_YET, vitals).instance, null);
  const serving = {
    tool: "waterwall/1.0.0",
    proxyPort: 1,
    adminPort: 2,
    hosts: 3,
  };
  deepEqual(withVitals(NOTHING_YET, { ...vitals, serving }).instance, {
    ...serving,
    startedMs: 5,
    caUntilMs: 9,
  });
});

Deno.test("a policy that is not loaded yet is none", () => {
  equal(withVitals(NOTHING_YET, { ...vitals, policy: "" }).policy, null);
});
