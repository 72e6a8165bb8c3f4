import { deepEqual, equal } from "node:assert/strict";
import { health, type Vitals } from "../../ops/health.ts";

const well: Vitals = {
  serving: null,
  startedMs: 1_000,
  proxyUp: true,
  keysUp: true,
  chainIntact: true,
  patterns: 66,
  policy: "ab".repeat(32),
  armed: [],
  reachable: {},
  caUntilMs: 10_000_000,
  reloadError: null,
};
const told = (changed: Partial<Vitals>) =>
  health({ ...well, ...changed }, 61_500).body as Record<string, unknown>;

Deno.test("an instance that protects is healthy, and says what it works with", () => {
  deepEqual(health(well, 61_500), {
    status: 200,
    body: {
      status: "ok",
      uptime: 60,
      patterns_loaded: 66,
      policy_hash: "ab".repeat(32),
      chain_intact: true,
      killswitch: "clear",
      killswitch_sources: [],
      upstream_reachable: null,
      ca_expires: "1970-01-01T02:46:40.000Z",
      reload_error: null,
    },
  });
});

for (
  const [what, changed, status] of [
    ["the proxy worker is away", { proxyUp: false }, "proxy_down"],
    ["the keys worker is away", { keysUp: false }, "audit_down"],
    ["the log takes no records", { chainIntact: false }, "audit_down"],
    ["no rule is loaded", { patterns: 0 }, "no_patterns"],
    ["the CA has expired", { caUntilMs: 61_500 }, "ca_expired"],
    ["a kill switch is armed", { armed: ["http"] }, "killswitch"],
  ] as const
) {
  Deno.test(`it is not healthy while ${what}`, () => {
    const body = health({ ...well, ...changed }, 61_500);
    equal(body.status, 503);
    equal((body.body as { status: string }).status, status);
  });
}

Deno.test("providers are reachable when all that were asked answered last", () => {
  equal(told({ reachable: { a: true, b: true } }).upstream_reachable, true);
  equal(told({ reachable: { a: true, b: false } }).upstream_reachable, false);
  equal(told({ reachable: { a: false } }).status, "ok");
});

Deno.test("armed switches are named", () => {
  const { killswitch, killswitch_sources } = told({
    armed: ["http", "config"],
  });
  deepEqual([killswitch, killswitch_sources], ["armed", ["http", "config"]]);
});

Deno.test("a file that was refused is told of, and is no reason to stop", () => {
  const { status, reload_error } = told({ reloadError: "config.toml:3: no" });
  deepEqual([status, reload_error], ["ok", "config.toml:3: no"]);
});
