import { deepEqual, equal, ok } from "node:assert/strict";
import { answerLine } from "../../../cli/scan/jsonl.ts";
import type { Scan } from "../../../proxy/mod.ts";

const encoder = new TextEncoder();
const scan: Scan = (text) => {
  const start = text.indexOf("SECRET");
  return start < 0 ? [] : [{ type: "T", start, end: start + 6 }];
};
const answer = (line: string) => answerLine(encoder.encode(line), scan);

Deno.test("a line is answered with its id and where its secrets stand, in UTF-16 units", () => {
  deepEqual(answer('{"id":"a","text":"😀 SECRET"}'), {
    ok: true,
    line: '{"id":"a","findings":[{"type":"T","start":3,"end":9}]}',
  });
});

Deno.test("an id comes back as it was, whatever it is", () => {
  for (const id of ['"x"', "7", "null", '["a",1]']) {
    deepEqual(answer(`{"text":"","id":${id},"more":true}`), {
      ok: true,
      line: `{"id":${id},"findings":[]}`,
    });
  }
});

Deno.test("escapes are decoded before offsets are counted", () => {
  const answered = answer('{"id":1,"text":"\\n\\u0053ECRET\\ud800"}');
  ok(answered.ok);
  equal(JSON.parse(answered.line).findings[0].start, 1);
});

Deno.test("a bad line is described without quoting it", () => {
  const bad: Readonly<Record<string, string>> = {
    "SECRET": "not JSON",
    '["SECRET"]': 'not an object with an "id" and a "text" that is a string',
    '{"id":1}': 'not an object with an "id" and a "text" that is a string',
    '{"text":"a"}': 'not an object with an "id" and a "text" that is a string',
    '{"id":1,"text":5}':
      'not an object with an "id" and a "text" that is a string',
  };
  for (const [line, fault] of Object.entries(bad)) {
    deepEqual(answer(line), { ok: false, fault });
  }
  deepEqual(answerLine(Uint8Array.of(0x22, 0xff, 0x22), scan), {
    ok: false,
    fault: "not UTF-8",
  });
});
