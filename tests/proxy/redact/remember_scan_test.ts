import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import type { Scan } from "../../../proxy/mod.ts";
import { rememberScan } from "../../../proxy/redact/remember_scan.ts";
import { scan } from "../transcript.ts";

/** A scan that counts how often it is asked. */
function counting(): { readonly scan: Scan; readonly asked: () => number } {
  let asked = 0;
  return {
    scan: (text, at) => {
      asked++;
      return at?.name === "secret"
        ? [{ start: 0, end: text.length, type: "NAMED" }]
        : scan(text, at);
    },
    asked: () => asked,
  };
}

Deno.test("a text that was seen before is not scanned again", () => {
  const own = counting();
  const remembered = rememberScan(own.scan, { minLength: 4 });
  const first = remembered("my SECRET-a");
  deepEqual(remembered("my SECRET-a"), first);
  equal(own.asked(), 1);
  remembered("abc");
  remembered("abc");
  equal(own.asked(), 3);
});

Deno.test("a text under another key is another question", () => {
  const own = counting();
  const remembered = rememberScan(own.scan, { minLength: 0 });
  deepEqual(remembered("word", { name: "plain" }), []);
  equal(remembered("word", { name: "secret" })[0]!.type, "NAMED");
  deepEqual(remembered("word", { name: "plain" }), []);
  deepEqual(remembered("word"), []);
});

Deno.test("what is remembered is bounded, and what is used stays", () => {
  const own = counting();
  const remembered = rememberScan(own.scan, { minLength: 0, maxSize: 100 });
  const hot = "hot".padEnd(10, "!");
  for (let i = 0; i < 50; i++) {
    remembered(`cold ${i}`.padEnd(10, "."));
    remembered(hot);
  }
  equal(own.asked(), 51);
  remembered("cold 0".padEnd(10, "."));
  equal(own.asked(), 52);
  remembered("x".repeat(60));
  remembered("x".repeat(60));
  equal(own.asked(), 54);
});

Deno.test("texts that fit within the bound together are each scanned once", () => {
  const own = counting();
  const remembered = rememberScan(own.scan, { minLength: 0, maxSize: 100 });
  const texts = Array.from({ length: 10 }, (_, i) => `text ${i}`.padEnd(10));
  for (let turn = 0; turn < 5; turn++) {
    for (const text of texts) remembered(text);
  }
  equal(own.asked(), 10);
});

Deno.test("what was not used for longest is forgotten first", () => {
  const own = counting();
  const remembered = rememberScan(own.scan, { minLength: 0, maxSize: 100 });
  const text = (i: number) => `text ${i}`.padEnd(25, "-");
  for (const i of [0, 1, 2, 3]) remembered(text(i));
  remembered(text(0));
  remembered(text(4));
  equal(own.asked(), 5);
  for (const i of [0, 2, 3, 4]) remembered(text(i));
  equal(own.asked(), 5);
  remembered(text(1));
  equal(own.asked(), 6);
});

Deno.test("remembering never changes an answer", () => {
  const asked = fc.array(fc.tuple(
    fc.constantFrom("SECRET-a", "SECRET-b and more", "nothing", "x SECRET-c"),
    fc.constantFrom(undefined, "name", "secret"),
  ));
  fc.assert(fc.property(asked, fc.nat(60), (questions, maxSize) => {
    const own = counting();
    const remembered = rememberScan(own.scan, { minLength: 0, maxSize });
    for (const [text, name] of questions) {
      const at = name === undefined ? {} : { name };
      deepEqual(remembered(text, at), counting().scan(text, at));
    }
  }));
});

Deno.test("each text that is looked up is told of, short ones are not", () => {
  const looked: boolean[] = [];
  const remembered = rememberScan(counting().scan, {
    minLength: 4,
    maxSize: 20,
    looked: (isKnown) => looked.push(isKnown),
  });
  for (const text of ["abc", "text 1", "text 1", "text 2", "text 1"]) {
    remembered(text);
  }
  deepEqual(looked, [false, true, false, true]);
});
