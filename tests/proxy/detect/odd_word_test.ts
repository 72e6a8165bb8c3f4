import assert from "node:assert/strict";
import { isOddWord } from "../../../proxy/detect/odd_word.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { seeded } from "../../corpus/seeded.ts";

const isOdd = (word: string) => isOddWord(word, 0, word.length);

Deno.test("most words that are drawn by lot are odd", () => {
  const random = seeded(41);
  for (const shape of ["[a-z]{10}", "[A-Za-z]{12}", "[a-z]{16}"]) {
    const drawn = Array.from({ length: 200 }, () => sample(shape, random));
    assert.ok(drawn.filter(isOdd).length >= 150, shape);
  }
});

for (
  const word of [
    ..."password connection Geheimnis forgotten keyboard kubernetes".split(" "),
    ..."rhythmical employee WebSocketServer yearOfWeek httpProxyAuth".split(
      " ",
    ),
    ..."abcdefghijklmnop aaaaaaaaaaaa xxxxxxxxxxxx qwqwqwqwqwqw short".split(
      " ",
    ),
  ]
) {
  Deno.test(`${word} is not odd`, () => assert.ok(!isOdd(word)));
}

Deno.test("digits and signs make no odd word: they are judged elsewhere", () => {
  for (const word of ["bvtq9dzshp", "bvtq-dzshp", "bvtq dzshp"]) {
    assert.ok(!isOdd(word));
  }
});

Deno.test("only the stretch that is asked for is looked at", () => {
  const text = "say bvtqdzshps now";
  assert.ok(isOddWord(text, 4, 14));
  assert.ok(!isOddWord(text, 0, 4));
});
