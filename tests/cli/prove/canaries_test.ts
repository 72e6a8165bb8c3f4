import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { makeCanaries } from "../../../cli/prove/canaries.ts";
import { loadScanner } from "../../../proxy/mod.ts";

const random = () =>
  makeCanaries((bytes) => void crypto.getRandomValues(bytes));

Deno.test("the shipped rules find each canary where it stands, from its first character to its last", async () => {
  const { scan } = await loadScanner();
  for (let round = 0; round < 50; round++) {
    for (const { kind, secret, text } of random()) {
      const found = scan(text);
      equal(found.length, 1, kind);
      equal(text.slice(found[0]!.start, found[0]!.end), secret, kind);
    }
  }
});

Deno.test("no canary is ever the same again", () => {
  const [one, other] = [random(), random()];
  one.forEach(({ secret }, at) => notEqual(secret, other[at]!.secret));
});

Deno.test("canaries depend on their randomness alone", () => {
  const made = () => makeCanaries((bytes) => void bytes.fill(7));
  deepEqual(made(), made());
});

Deno.test("each canary stands in its text once", () => {
  for (const { text, secret } of random()) {
    equal(text.split(secret).length, 2);
    ok(text.length > secret.length);
  }
});
