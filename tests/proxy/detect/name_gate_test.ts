import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { chanceOf } from "../../../proxy/detect/name_gate.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { openScene } from "../../../proxy/detect/scene.ts";
import { meaningOf } from "../../../proxy/detect/secret_names.ts";
import { bytesOf } from "../../../proxy/detect/text_bytes.ts";
import { seeded } from "../../corpus/seeded.ts";

const { scan } = createScanner();
const random = seeded(6);
const KEY = sample("[A-Za-z]{9}[0-9][A-Za-z0-9]{14}", random);
const PHRASE =
  "abandon ability able about above absent absorb abstract absurd abuse access accident";

/** What can be told of a name at the start of a text. */
function chanceIn(text: string, name: string) {
  const bytes = bytesOf(text);
  const start = text.indexOf(name);
  return chanceOf(
    openScene(text, { bytes, depth: 0 }),
    { start, end: start + name.length },
    meaningOf(name)!,
  );
}

Deno.test("a name that says little has no chance without a long word near it", () => {
  assert.equal(chanceIn("session = open(file)", "session"), "none");
  assert.equal(chanceIn("cookie: yes, and no 12345", "cookie"), "none");
  assert.equal(chanceIn(`session = ${KEY}`, "session"), "any");
  assert.equal(chanceIn(`use ${KEY} as the session`, "session"), "any");
});

Deno.test("a phrase of many words gives a seed's name a chance, and no mere key's", () => {
  assert.equal(chanceIn(`seed: "${PHRASE}"`, "seed"), "any");
  assert.equal(chanceIn(`session: "${PHRASE}"`, "session"), "none");
  assert.equal(chanceIn(`seed: "${PHRASE.slice(0, 40)}"`, "seed"), "none");
});

Deno.test("a mere key may still be told in a sentence", () => {
  assert.equal(chanceIn("key of the map", "key"), "sentence");
  assert.equal(scan("the key is 7Gh2kQ9xPz4LmW8d").length, 1);
  assert.equal(scan("the key 7Gh2kQ9xPz4LmW8d is").length, 0);
  assert.equal(scan("const key = '7Gh2kQ9xPz4LmW8d'").length, 0);
});

Deno.test("names that say much are always looked at", () => {
  assert.equal(chanceIn("password", "password"), "any");
  assert.equal(chanceIn("api_key", "api_key"), "any");
  assert.equal(chanceIn("auth", "auth"), "any");
});

Deno.test("a long word is seen as far as a value may stand from its name", () => {
  for (const blanks of [0, 10, 40]) {
    const text = `cookie =${"\n".repeat(blanks ? 1 : 0)}${" ".repeat(blanks)}`;
    assert.equal(scan(`${text}"${KEY}"`).length, 1, `${blanks} blanks`);
  }
});
