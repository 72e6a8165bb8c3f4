import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { seeded } from "../../corpus/seeded.ts";

const { explain } = createScanner();
const random = seeded(5);
const draw = () => sample("[A-Za-z0-9]{20}", random);
const FILLER = "The quick brown fox jumps over the lazy dog.\n".repeat(12);

function valuesIn(text: string): readonly string[] {
  return explain(text).map(({ start, end }) => text.slice(start, end));
}

Deno.test("a command is found early in a text that has one later too", () => {
  const [first, second] = [draw(), draw()];
  const text = [first, second]
    .map((value) => `${FILLER}curl -u bob:${value} https://x.test/\n`)
    .join("");
  assert.deepEqual(valuesIn(text), [first, second]);
});

Deno.test("a table is read early in a text that has one later too", () => {
  const [first, second] = [draw(), draw()];
  const text = [first, second]
    .map((value) => `${FILLER}user,password\nbob,${value}\n`)
    .join("");
  assert.deepEqual(valuesIn(text), [first, second]);
});

Deno.test("a vendor's name is heard, whatever a later half of the text holds", () => {
  const value = sample("[A-Za-z0-9]{56}", random);
  const text = `${FILLER}pexelsKey := "${value}"\n\tuse(pexelsKey)\n`;
  for (const after of ["", FILLER, `${FILLER}pexels ${FILLER}`]) {
    assert.deepEqual(
      explain(text + after).map(({ rule }) => rule),
      ["pexels-key"],
    );
  }
});
