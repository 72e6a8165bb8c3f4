import { deepEqual, equal, rejects } from "node:assert/strict";
import type { SwitchChange } from "../../ops/killswitch.ts";
import { Switches } from "../../ops/switches.ts";

/** Switches that write down what happens, in order. */
function watched(record?: (change: SwitchChange) => Promise<unknown>) {
  const happened: string[] = [];
  const switches = new Switches({
    apply: (armed) => happened.push(`apply ${armed.join("+") || "none"}`),
    record: record ?? (({ source, state }) => {
      happened.push(`record ${source} ${state}`);
      return Promise.resolve();
    }),
  });
  return { switches, happened };
}

Deno.test("arming takes effect before it is recorded, clearing after", async () => {
  const { switches, happened } = watched();
  await switches.set("http", true);
  await switches.set("http", false);
  deepEqual(happened, [
    "apply http",
    "record http armed",
    "record http clear",
    "apply none",
  ]);
});

Deno.test("any one armed switch suffices", async () => {
  const { switches } = watched();
  await switches.set("http", true);
  await switches.set("sentinel", true);
  await switches.set("http", false);
  deepEqual(switches.armed, ["sentinel"]);
});

Deno.test("a switch that stands as wanted is not moved and not recorded", async () => {
  const { switches, happened } = watched();
  equal(await switches.set("http", false), false);
  equal(await switches.set("http", true), true);
  equal(await switches.set("http", true), false);
  equal(happened.length, 2);
});

Deno.test("a toggle goes to and fro", async () => {
  const { switches } = watched();
  await switches.toggle("sigusr1");
  deepEqual(switches.armed, ["sigusr1"]);
  await switches.toggle("sigusr1");
  deepEqual(switches.armed, []);
});

Deno.test("a switch whose clearing cannot be recorded stays armed", async () => {
  let works = true;
  const { switches } = watched(() =>
    works ? Promise.resolve() : Promise.reject(new Error("no log"))
  );
  await switches.set("http", true);
  works = false;
  await rejects(switches.set("http", false), /no log/);
  deepEqual(switches.armed, ["http"]);
});

Deno.test("a switch whose arming cannot be recorded is armed all the same", async () => {
  const { switches } = watched(() => Promise.reject(new Error("no log")));
  await rejects(switches.set("http", true), /no log/);
  deepEqual(switches.armed, ["http"]);
});
