import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { LineSplitter } from "../../audit/line_splitter.ts";
import { decode, encode } from "../support/audit_log.ts";

function split(chunks: readonly Uint8Array[]) {
  const lines: string[] = [];
  const splitter = new LineSplitter();
  for (const chunk of chunks) {
    splitter.push(chunk, (line) => {
      lines.push(decode(line));
      return true;
    });
  }
  return { lines, offset: splitter.offset, pending: splitter.pending };
}

Deno.test("lines come out whole, without their line feeds", () => {
  deepEqual(split([encode("a\nbc\n\nd")]), {
    lines: ["a", "bc", ""],
    offset: 6,
    pending: 1,
  });
});

Deno.test("lines are the same however they are cut", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "é", "\n"),
    maxLength: 60,
  });
  const cuts = fc.array(fc.nat({ max: 80 }), { maxLength: 8 });
  fc.assert(fc.property(text, cuts, (text, cuts) => {
    const bytes = encode(text);
    const ends = [0, ...cuts.filter((c) => c < bytes.length), bytes.length]
      .toSorted((a, b) => a - b);
    const chunks = ends.slice(1).map((end, i) => bytes.slice(ends[i], end));
    deepEqual(split(chunks), split([bytes]));
    deepEqual(split([bytes]).lines, text.split("\n").slice(0, -1));
  }));
});

Deno.test("a line of 65,535 bytes is a line, and one more is too many", () => {
  const splitter = new LineSplitter();
  const lengths: number[] = [];
  const take = (line: Uint8Array) => {
    lengths.push(line.length);
    return true;
  };
  const line = new Uint8Array(65_535).fill(97);
  equal(splitter.push(line, take), "more");
  equal(splitter.push(encode("\n"), take), "more");
  deepEqual(lengths, [65_535]);
  equal(splitter.push(line, take), "more");
  equal(splitter.push(encode("a"), take), "long");
  const whole = new Uint8Array(65_537).fill(97);
  whole[65_536] = 10;
  equal(new LineSplitter().push(whole, take), "long");
});

Deno.test("a stream can be stopped and gone on with at its offset", () => {
  const bytes = encode("one\ntwo\nthree\n");
  const splitter = new LineSplitter();
  const lines: string[] = [];
  const takeOne = (line: Uint8Array) => {
    lines.push(decode(line));
    return false;
  };
  for (let i = 0; i < 3; i++) {
    splitter.rewind();
    equal(splitter.push(bytes.slice(splitter.offset), takeOne), "stopped");
  }
  deepEqual(lines, ["one", "two", "three"]);
  equal(splitter.offset, bytes.length);
});
