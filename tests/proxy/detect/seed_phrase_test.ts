import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { SEED_WORDS } from "../../../proxy/detect/rules/seed_words.ts";
import { seeded } from "../../corpus/seeded.ts";

const { explain } = createScanner({ rules: [] });
const LENGTHS = [12, 15, 18, 21, 24];

/** A phrase with its checksum, from bytes drawn by lot. */
function drawPhrase(length: number, random: () => number): string[] {
  const bytes = Uint8Array.from(
    { length: length * 4 / 3 },
    () => Math.floor(random() * 256),
  );
  const sum = createHash("sha256").update(bytes).digest();
  const bits = [...bytes, ...sum]
    .map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from(
    { length },
    (_, i) => SEED_WORDS[Number.parseInt(bits.slice(11 * i, 11 * i + 11), 2)]!,
  );
}

function found(text: string): string[] {
  return explain(text).filter(({ rule }) => rule === "seed-phrase")
    .map(({ start, end }) => text.slice(start, end));
}

Deno.test("the list of words is the one that wallets use", () => {
  assert.equal(SEED_WORDS.length, 2048);
  const digest = createHash("sha256").update(SEED_WORDS.join("\n") + "\n")
    .digest("hex");
  assert.equal(
    digest,
    "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
  );
});

Deno.test("phrases of every length are found without any name", () => {
  const random = seeded(31);
  for (const length of LENGTHS) {
    let hits = 0;
    for (let i = 0; i < 40; i++) {
      const phrase = drawPhrase(length, random).join(" ");
      if (found(`Write this down.\n${phrase}\n`)[0] === phrase) hits++;
    }
    assert.ok(hits >= 38, `${length} words: ${hits} of 40`);
  }
});

const LAYOUTS: Record<string, (words: readonly string[]) => string> = {
  "numbers and points": (words) =>
    words.map((word, i) => `${i + 1}. ${word}`).join("\n"),
  "numbers and brackets": (words) =>
    words.map((word, i) => `${i + 1}) ${word}`).join(" "),
  "lines": (words) => words.join("\n"),
  "commas": (words) => words.join(", "),
  "a list of strings": (words) => JSON.stringify(words),
  "escaped breaks": (words) => words.join("\\n"),
  "capitals": (words) => words.join(" ").toUpperCase(),
};

for (const [name, write] of Object.entries(LAYOUTS)) {
  Deno.test(`a phrase is found that is written with ${name}`, () => {
    const random = seeded(32);
    let hits = 0;
    for (let i = 0; i < 20; i++) {
      const words = drawPhrase(24, random);
      const text = `words to keep:\n${write(words)}\n`;
      const [hit] = found(text);
      const lower = hit?.toLowerCase() ?? "";
      if (lower.startsWith(words[0]!) && lower.endsWith(words[23]!)) hits++;
    }
    assert.ok(hits >= 19, `${hits} of 20`);
  });
}

Deno.test("where a phrase is announced, its checksum need not be right", () => {
  const words = SEED_WORDS.filter((_, i) => i % 170 === 7).slice(0, 12);
  assert.equal(words.length, 12);
  const phrase = words.join(" ");
  assert.deepEqual(found(`Recovery phrase: ${phrase}`), [phrase]);
});

Deno.test("a word or two of the list beside a phrase do not hide it", () => {
  const phrase = drawPhrase(24, seeded(33)).join(" ");
  assert.deepEqual(found(`the wallet ${phrase} again.`), [phrase]);
});

Deno.test("long rows of words from the list are no phrase", () => {
  const random = seeded(34);
  for (let i = 0; i < 50; i++) {
    const words = Array.from(
      { length: 60 },
      () => SEED_WORDS[Math.floor(random() * 2048)]!,
    );
    assert.deepEqual(found(words.join(" ")), []);
  }
});

Deno.test("sentences are no phrase", () => {
  const prose =
    "Every morning the old fisherman would walk along the empty harbor and " +
    "wonder whether the winter storm had already turned toward the island.";
  assert.deepEqual(found(prose), []);
  assert.deepEqual(found(`A recovery plan: ${prose}`), []);
});

Deno.test("one word twelve times is no phrase", () => {
  assert.deepEqual(found("walnut ".repeat(11) + "wine"), []);
});
