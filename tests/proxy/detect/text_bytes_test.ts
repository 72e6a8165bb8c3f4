import assert from "node:assert/strict";
import fc from "fast-check";
import { bytesOf, TextBytes } from "../../../proxy/detect/text_bytes.ts";

/** Characters of which an automaton could know: each in its own column. */
const columns = new Uint8Array(65_536);
columns["é".charCodeAt(0)] = 5;
columns["密".charCodeAt(0)] = 63;

function expected(text: string): readonly number[] {
  return text.split("").map((unit) => {
    const code = unit.charCodeAt(0);
    return code < 128 ? code : 128 | columns[code]!;
  });
}

Deno.test("each character of a text is one byte, whatever it is", () => {
  const reader = new TextBytes(columns);
  const text = fc.string({
    unit: fc.constantFrom(..."ab \u0000\u007fé密→\ud83d\ude00\ud800"),
    maxLength: 90,
  });
  fc.assert(
    fc.property(text, (text) => {
      const bytes = reader.read(text).subarray(0, text.length);
      assert.deepEqual([...bytes], expected(text));
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("a long text is read the same, wherever its one odd character is", () => {
  const reader = new TextBytes(columns);
  for (const at of [0, 31, 16_383, 16_384, 16_385, 39_999]) {
    for (const odd of ["é", "→", "\ud83d"]) {
      const text = "a".repeat(at) + odd + "b".repeat(40_000 - at);
      const bytes = reader.read(text).subarray(0, text.length);
      assert.deepEqual([...bytes], expected(text), `${odd} at ${at}`);
    }
  }
});

Deno.test("what follows the end of a text is of no text before it", () => {
  const reader = new TextBytes(columns);
  reader.read("7".repeat(100_000));
  for (const text of ["", "short", "a".repeat(99_999), "é".repeat(99_990)]) {
    const after = reader.read(text).subarray(text.length, text.length + 8);
    assert.deepEqual([...after], new Array(8).fill(128));
  }
});

Deno.test("a text longer than all before it is read as a whole", () => {
  const reader = new TextBytes(columns);
  for (const length of [65_536, 65_537, 200_000]) {
    const bytes = reader.read("x".repeat(length));
    assert.ok(bytes.length >= length);
    assert.ok(bytes.subarray(0, length).every((byte) => byte === 120));
  }
});

Deno.test("a short text has all characters beyond ASCII as one", () => {
  assert.deepEqual([...bytesOf("aé密")], [97, 128, 128]);
});
