import { deepEqual, equal, notEqual, rejects } from "node:assert/strict";
import { Doors, type DoorsOptions } from "../../../proxy/transport/doors.ts";
import type { HostRule } from "../../../proxy/transport/host_rule.ts";
import { identity } from "./stub_upstream.ts";

const rule: HostRule = {
  name: "*.example.com",
  policy: "protect",
  provider: "generic",
  upstream: null,
  upstreamCa: null,
};

/** Runs a test with doors whose leaves are named in `minted`. */
async function withDoors(
  some: Partial<DoorsOptions>,
  test: (doors: Doors, minted: string[]) => Promise<void>,
): Promise<void> {
  const minted: string[] = [];
  const answer = () => Promise.resolve(new Response());
  const doors = new Doors({
    mint: (host) => {
      minted.push(host);
      return Promise.resolve({ ...identity, notAfter: 1_000 });
    },
    answer,
    misdirected: answer,
    now: () => 0,
    renewMs: 100,
    maxDoors: 10,
    ...some,
  });
  try {
    await test(doors, minted);
  } finally {
    await doors.close();
  }
}

Deno.test("a host has one door, however many ask for it at once", () =>
  withDoors({}, async (doors, minted) => {
    const asked = [1, 2, 3].map(() => doors.doorFor(rule, "a.example.com"));
    equal(new Set(await Promise.all(asked)).size, 1);
    deepEqual(minted, ["a.example.com"]);
  }));

Deno.test("a door is replaced when its certificate is about to expire", () => {
  let now = 0;
  return withDoors({ now: () => now }, async (doors, minted) => {
    const first = await doors.doorFor(rule, "a.example.com");
    now = 900;
    equal(await doors.doorFor(rule, "a.example.com"), first);
    now = 901;
    notEqual(await doors.doorFor(rule, "a.example.com"), first);
    equal(minted.length, 2);
  });
});

Deno.test("with too many doors open, the one unused longest is closed", () =>
  withDoors({ maxDoors: 2 }, async (doors, minted) => {
    for (const name of ["a", "b", "a", "c", "a", "b"]) {
      await doors.doorFor(rule, `${name}.example.com`);
    }
    deepEqual(minted.map((host) => host[0]), ["a", "b", "c", "b"]);
  }));

Deno.test("a certificate that could not be made is asked for again", () => {
  let fails = true;
  return withDoors({
    mint: () =>
      fails
        ? Promise.reject(new Error("the keys are away"))
        : Promise.resolve({ ...identity, notAfter: 1_000 }),
  }, async (doors) => {
    await rejects(doors.doorFor(rule, "a.example.com"), /keys are away/);
    fails = false;
    await doors.doorFor(rule, "a.example.com");
  });
});
