import assert from "node:assert/strict";
import { isInsideBlob, mayBegin } from "../../../proxy/detect/boundary.ts";
import { LETTER_OR_DIGIT } from "../../../proxy/detect/charset.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { seeded } from "../../corpus/seeded.ts";

const ESC = "\u001b";

function begins(before: string): boolean {
  return mayBegin(`${before}token`, before.length, LETTER_OR_DIGIT);
}

for (
  const before of [
    "",
    " ",
    '"',
    "=",
    "/",
    "_",
    "\\n",
    "x\\n",
    "\\\\n",
    "\\t",
    "\\r",
    "\\u000a",
    "\\u003D",
    "\\x3d",
    "\\012",
    "%3D",
    "%0a",
    "key=3D",
    `${ESC}[31m`,
    `${ESC}[1;38;5;208m`,
    `${ESC}[0K`,
    "\\u001b[32m",
    "/bot",
    "é",
  ]
) {
  Deno.test(`a token may begin after ${JSON.stringify(before)}`, () => {
    assert.ok(begins(before));
  });
}

for (const before of ["a", "Z", "9", "xn", "3d", "zz3D", "m", "31m", "robot"]) {
  Deno.test(`no token begins after ${JSON.stringify(before)}`, () => {
    assert.ok(!begins(before));
  });
}

Deno.test("what stands inside a long stretch of base64 stands there by chance", () => {
  const blob = sample("[A-Za-z0-9+/]{64}", seeded(1));
  assert.ok(isInsideBlob(`${blob}+AKIA`, blob.length + 1));
  assert.ok(isInsideBlob(`${blob}\nAKIA`, blob.length + 1));
  assert.ok(isInsideBlob(`${blob}\\nAKIA`, blob.length + 2));
  assert.ok(!isInsideBlob(`${blob} AKIA`, blob.length + 1));
  assert.ok(!isInsideBlob("https://host.test/path/AKIA", 23));
  assert.ok(!isInsideBlob("=".repeat(80) + "AKIA", 80));
});
