import assert from "node:assert/strict";
import fc from "fast-check";
import { buildAutomaton } from "../../../proxy/detect/automaton.ts";
import { Pass } from "../../../proxy/detect/pass.ts";
import { openScene } from "../../../proxy/detect/scene.ts";

type Hit = `${string}@${number}`;

/** What fires in a text, after another one, in the order in which it fires. */
function firedIn(
  words: readonly string[],
  text: string,
  before = "",
): readonly Hit[] {
  const hits: Hit[] = [];
  const pass = new Pass(words.map((literal) => ({
    literal,
    fire: ({ text }, start, end) => {
      const isThere = text.slice(start, end).toLowerCase() === literal;
      if (isThere || end > text.length) hits.push(`${literal}@${start}`);
    },
  })));
  pass.read(before);
  pass.watch(openScene(text, { bytes: pass.read(text), depth: 0 }));
  return hits;
}

function hitsOf(words: readonly string[], text: string): readonly Hit[] {
  return firedIn(words, text).toSorted();
}

function hitsBySearch(words: readonly string[], text: string): readonly Hit[] {
  const hits: Hit[] = [];
  const lower = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  for (const word of words) {
    for (
      let at = lower.indexOf(word);
      at >= 0;
      at = lower.indexOf(word, at + 1)
    ) {
      hits.push(`${word}@${at}`);
    }
  }
  return hits.sort();
}

const word = fc.string({
  unit: fc.constantFrom(..."abck_-.0"),
  minLength: 1,
  maxLength: 6,
});
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 12 });

Deno.test("one pass finds every word, in either case, wherever it stands", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."abckABCK_-.0 é"),
    maxLength: 60,
  });
  fc.assert(
    fc.property(words, text, (words, text) => {
      assert.deepEqual(hitsOf(words, text), hitsBySearch(words, text));
    }),
    { seed: 1, numRuns: 400 },
  );
});

Deno.test("a long text read in four lanes at once gives the same hits", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."abck_-.0ABCK "),
    minLength: 256,
    maxLength: 900,
  });
  fc.assert(
    fc.property(words, text, (words, text) => {
      assert.deepEqual(hitsOf(words, text), hitsBySearch(words, text));
    }),
    { seed: 2, numRuns: 120 },
  );
});

Deno.test("a word that lies over the middle of a text is found once", () => {
  for (let before = 120; before < 140; before++) {
    const text = " ".repeat(before) + "needle" + " ".repeat(264 - before);
    assert.deepEqual(hitsOf(["needle", "eed"], text), [
      `eed@${before + 1}`,
      `needle@${before}`,
    ]);
  }
});

Deno.test("more characters than columns make no word get lost", () => {
  const words = Array.from(
    { length: 90 },
    (_, i) => `k${String.fromCharCode(0x4e00 + i)}z`,
  );
  assert.deepEqual(
    hitsOf(words, words.join(" ")),
    hitsBySearch(words, words.join(" ")),
  );
});

Deno.test("the table has at most 64 columns, however many characters", () => {
  const words = Array.from(
    { length: 300 },
    (_, i) => String.fromCharCode(33 + i),
  );
  assert.equal(buildAutomaton(words).shift, 6);
});

Deno.test("no character of ASCII is taken for one of another script", () => {
  const { columns } = buildAutomaton(["口令是", "#*{^~@", "a1"]);
  const others = new Set([..."口令是"].map((c) => columns[c.charCodeAt(0)]));
  for (let code = 0; code < 128; code++) {
    assert.ok(!others.has(columns[code]), String.fromCharCode(code));
  }
});

Deno.test("hits come in the order of the text, however it is read", () => {
  for (const size of [100, 1000, 10_000, 40_000]) {
    for (const other of ["", "é"]) {
      const text = other + "a1 b2 c3 ".repeat(size);
      const places = firedIn(["a1", "b2", "c3"], text)
        .map((hit) => Number(hit.split("@")[1]));
      assert.equal(places.length, 3 * size);
      assert.deepEqual(places, places.toSorted((a, b) => a - b));
    }
  }
});

Deno.test("a word over any place of a text of many laps is found once", () => {
  const filler = "x".repeat(60_000);
  const near = [4200, 8400, 12_600, 16_800].flatMap((end) =>
    Array.from({ length: 16 }, (_, i) => end - 12 + i)
  );
  for (const at of near) {
    for (const place of [at, 2 * at, 3 * at]) {
      const text = filler.slice(0, place) + "needle" + filler.slice(place);
      assert.deepEqual(hitsOf(["needle"], text), [`needle@${place}`]);
    }
  }
});

Deno.test("what an earlier text left behind the end of one ends no word of it", () => {
  const earlier = "needle".repeat(100);
  for (let length = 250; length < 290; length++) {
    assert.deepEqual(
      firedIn(["needle", "eed"], " ".repeat(length), earlier),
      [],
    );
    const text = earlier.slice(0, length);
    const whole = Array.from(
      { length: Math.floor(length / 6) },
      (_, i) => `needle@${6 * i}`,
    );
    assert.deepEqual(firedIn(["needle"], text, earlier), whole);
  }
});
