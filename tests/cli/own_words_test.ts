import { deepEqual, equal, ok } from "node:assert/strict";
import { fetchWords, OWN_ENV, ownWords } from "../../cli/own_words.ts";

const checkout = { execPath: "/bin/deno", checkout: "/src/w" };
const oneFile = { execPath: "/bin/waterwall", checkout: undefined };

Deno.test("a build that is one file runs itself again, and fetches nothing", () => {
  deepEqual(ownWords(oneFile), ["/bin/waterwall"]);
  equal(fetchWords(oneFile), null);
});

Deno.test("a checkout is run by the same runtime, from what is fetched already", () => {
  const words = ownWords(checkout);
  deepEqual(words.slice(0, 2), ["/bin/deno", "run"]);
  equal(words.at(-1), "/src/w/main.ts");
  for (const flag of ["--no-prompt", "--cached-only", "-A"]) {
    ok(words.includes(flag), flag);
  }
  ok(words.some((word) => word.startsWith("--v8-flags=")));
});

Deno.test("it runs with the variable with which people run it", () => {
  deepEqual(Object.keys(OWN_ENV), ["MALLOC_ARENA_MAX"]);
});

Deno.test("what both workers run is fetched before the network is shut off", () => {
  const words = fetchWords(checkout)!;
  deepEqual(words.slice(-3), [
    "/src/w/main.ts",
    "/src/w/proxy/worker.ts",
    "/src/w/ops/keys_worker.ts",
  ]);
});
