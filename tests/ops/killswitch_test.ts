import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import type { Switch } from "../../audit/mod.ts";
import { changeOf, moveSwitch, switchText } from "../../ops/killswitch.ts";

Deno.test("a switch stays armed until the same switch is cleared", () => {
  const armed = (["http", "sentinel"] as const).reduce<readonly Switch[]>(
    (list, source) => moveSwitch(list, { source, state: "armed" }),
    [],
  );
  deepEqual(armed, ["http", "sentinel"]);
  deepEqual(moveSwitch(armed, { source: "http", state: "clear" }), [
    "sentinel",
  ]);
});

Deno.test("arming a switch twice is arming it once", () => {
  const once = moveSwitch([], { source: "config", state: "armed" });
  deepEqual(moveSwitch(once, { source: "config", state: "armed" }), once);
});

Deno.test("traffic flows only when every switch was last cleared", () => {
  const source = fc.constantFrom<Switch>(
    "config",
    "sigusr1",
    "sentinel",
    "http",
  );
  const state = fc.constantFrom<"armed" | "clear">("armed", "clear");
  fc.assert(fc.property(fc.array(fc.record({ source, state })), (changes) => {
    const last = new Map(
      changes.map((change) => [change.source, change.state]),
    );
    const armed = changes.reduce<readonly Switch[]>(moveSwitch, []);
    const wanted = [...last].filter(([, held]) => held === "armed");
    deepEqual([...armed].sort(), wanted.map(([name]) => name).sort());
  }));
});

Deno.test("a switch that stands as wanted makes no change", () => {
  equal(changeOf(["http"], { source: "http", wanted: true }), null);
  deepEqual(changeOf(["http"], { source: "http", wanted: false }), {
    source: "http",
    state: "clear",
  });
});

Deno.test("a person is told what an armed switch means, and which it is", () => {
  equal(
    switchText(["sentinel", "http"]),
    "The kill switch is armed, nothing is forwarded: sentinel, http",
  );
  equal(switchText([]), "The kill switch is clear: requests are forwarded");
});
