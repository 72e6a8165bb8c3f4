import assert from "node:assert/strict";
import { oddity } from "../../../proxy/detect/oddity.ts";
import {
  isFiller,
  isMixedUp,
  looksRandom,
} from "../../../proxy/detect/plausible.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { seeded } from "../../corpus/seeded.ts";

const isRandom = (text: string) => looksRandom(text, 0, text.length);
const isFilled = (text: string) => isFiller(text, 0, text.length);

const NAMES = [
  "getElementsByClassName",
  "application/x-www-form-urlencoded",
  "DEEP_HEADER_AUTHORIZATION",
  "some-package-with-a-long-name",
  "internationalizationSupport",
  "ListFoundationModelsCommand",
  "correct-horse-battery-staple",
  "node_modules_are_very_large",
];

for (const name of NAMES) {
  Deno.test(`${name} does not look random`, () => assert.ok(!isRandom(name)));
}

for (
  const shape of [
    "[A-Za-z0-9]{20}",
    "[a-z0-9]{24}",
    "[A-Z2-7]{32}",
    "[A-Za-z0-9_-]{40}",
    "[0-9a-f]{32}",
    "[0-9a-fA-F]{40}",
    "[A-Za-z]{40}",
  ]
) {
  Deno.test(`nearly all texts of ${shape} look random`, () => {
    const random = seeded(3);
    let count = 0;
    for (let i = 0; i < 400; i++) if (isRandom(sample(shape, random))) count++;
    assert.ok(count >= 392, `${count} of 400`);
  });
}

Deno.test("words surprise less than chance does", () => {
  const random = sample("[a-z]{24}", seeded(4));
  for (const name of NAMES) {
    assert.ok(oddity(name, 0, name.length) < oddity(random, 0, 24), name);
  }
});

for (
  const filler of [
    "xxxxxxxxxxxxxxxx",
    "AAAAAAAAAAAAAAAA",
    "0000-0000-0000-0000",
    "****************",
    "1234567890123456",
    "abcdefghijklmnop",
    "0123456789abcdef0123456789abcdef",
    "YOUR_API_KEY",
    "your-token-here",
    "AKIAIOSFODNN7EXAMPLE",
    "changeme",
    "change_me",
    "replace-with-real",
    "REDACTED",
    "sk-...abcd",
    "<your token>",
    "fake-key",
    "placeholder",
  ]
) {
  Deno.test(`${filler} is filler`, () => assert.ok(isFilled(filler)));
}

Deno.test("hardly any random text is taken for filler", () => {
  const random = seeded(6);
  let count = 0;
  for (let i = 0; i < 3000; i++) {
    if (isFilled(sample("[A-Za-z0-9]{32}", random))) count++;
    if (isFilled(sample("[0-9a-f]{32}", random))) count++;
  }
  assert.ok(count <= 3, String(count));
});

Deno.test("letters x that chance drew make no filler of a long token", () => {
  const random = seeded(7);
  for (const run of ["XXxx", "xxxX", "xxxx", "XXXXX", "DuMmY", "sAmPLE"]) {
    for (let i = 0; i < 50; i++) {
      const token = sample("[a-f0-9]{30}", random) + run +
        sample("[a-f0-9]{30}", random);
      assert.ok(!isFilled(token), token);
    }
  }
});

for (
  const filler of ["ghp_xxxx", "sk-xxxxxxxx", "XXXX-XXXX", "Sample-value-7"]
) {
  Deno.test(`${filler} is written by somebody`, () =>
    assert.ok(isFilled(filler)));
}

Deno.test("dots that chance drew make no filler of a long token", () => {
  const [head, tail] = ["q8ZpL2vX9kTn4RbW6yHsE1mD", "7dKw3QzPx5Ag2LmVt9RcYb8N"];
  assert.ok(!isFilled(`${head}...${tail}`));
  assert.ok(isFilled(`${head}${tail}...`));
  assert.ok(isFilled(`${head.slice(0, 6)}...${tail.slice(-4)}`));
});

for (const name of ["UnboxedToBoxedHash", "gsnXYLeftFillColors"]) {
  Deno.test(`${name} has humps and is not random`, () =>
    assert.ok(!isRandom(name)));
}

Deno.test("digits between letters again and again are nobody's writing", () => {
  const isMixed = (text: string) => isMixedUp(text, 0, text.length);
  assert.ok(isMixed("8MTBF7862N2216EMADB0"));
  assert.ok(!isMixed("base64EncodedSha256"));
  assert.ok(!isMixed("2024-01-02"));
});
