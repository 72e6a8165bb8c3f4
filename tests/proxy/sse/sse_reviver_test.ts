import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { RefusalError } from "../../../proxy/mod.ts";
import { everything } from "../../../proxy/providers/generic.ts";
import { sseEvent } from "../../../proxy/sse/sse_event.ts";
import { SseReviver } from "../../../proxy/sse/sse_reviver.ts";
import { SseSplitter } from "../../../proxy/sse/sse_splitter.ts";
import { placeholderOf, textOf } from "../transcript.ts";

const SECRET = "SECRET-alpha";
const P = placeholderOf(SECRET);
const encode = (text: string) => new TextEncoder().encode(text);

function reviver(secret = SECRET) {
  return new SseReviver({
    rules: everything.stream,
    maxBytes: 1000,
    lookup: (tag) => P.includes(tag) ? secret : undefined,
    tally: { restored: 0, unknown: 0 },
  });
}
function revive(...pieces: readonly string[]): string[] {
  const own = reviver();
  const out = pieces.map((piece) => textOf(own.push(encode(piece))));
  return [...out, textOf(own.flush())];
}
const chat = (content: string, finish: string | null = null) =>
  `data: {"choices":[{"index":0,"delta":{"content":${
    JSON.stringify(content)
  }},"finish_reason":${JSON.stringify(finish)}}]}\n\n`;
const contents = (stream: string) =>
  [...stream.matchAll(/^data: (\{.*)$/gm)].map(([, data]) =>
    JSON.parse(data!).choices[0].delta.content
  );

Deno.test("an event goes out as soon as it is complete, not before and not later", () => {
  const [event, other] = [chat("one"), chat("two")];
  deepEqual(
    revive(
      event.slice(0, 20),
      event.slice(20) + other.slice(0, 5),
      other.slice(5),
    ),
    [
      "",
      event,
      other,
      "",
    ],
  );
});

Deno.test("what has nothing to do with text passes byte for byte", () => {
  const odd = [
    "\uFEFF: a comment\r\n\r\n",
    "\n\n\n",
    "event: ping\rdata\r\r",
    'data:{"n" : 1.0,\ndata: "d":2, "d":12345678901234567890}\n\n',
    "id: 7\nretry: 10\ndata: not JSON\n\n",
    ":\n\n",
    "data: [DONE]\n\n",
    "data: unfinished",
  ].join("");
  fc.assert(fc.property(fc.array(fc.nat(odd.length)), (cuts) => {
    const at = [0, ...cuts.sort((a, b) => a - b), odd.length];
    const pieces = at.slice(1).map((end, i) => odd.slice(at[i], end));
    equal(revive(...pieces).join(""), odd);
  }));
});

Deno.test("an event that is not UTF-8 passes byte for byte", () => {
  const bytes = new Uint8Array([
    ...encode('data: "'),
    0xff,
    0xfe,
    ...encode('"\n\n'),
  ]);
  deepEqual(reviver().push(bytes), bytes);
});

Deno.test("a character cut in half is whole again", () => {
  const bytes = encode(chat(`é😀${P}`));
  for (let at = 0; at <= bytes.length; at++) {
    const own = reviver();
    const out = textOf(own.push(bytes.slice(0, at))) +
      textOf(own.push(bytes.slice(at)));
    equal(out, chat(`é😀${SECRET}`));
  }
});

Deno.test("a placeholder may be cut into single characters, one an event", () => {
  const out = revive(
    ...[...`a ${P} b`].map((char) => chat(char)),
    chat("", "stop"),
  );
  equal(contents(out.join("")).join(""), `a ${SECRET} b`);
  equal(out[0], chat("a"));
});

Deno.test("text held when its channel ends goes out before the end, in an event of its own", () => {
  const out = revive(
    chat("x <pl"),
    'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n',
  );
  deepEqual(contents(out.join("")), ["x ", "<pl", undefined]);
});

Deno.test("text held when the provider says [DONE], or breaks off, is not lost", () => {
  deepEqual(contents(revive(chat("x <pl"), "data: [DONE]\n\n").join("")), [
    "x ",
    "<pl",
  ]);
  deepEqual(contents(revive(chat("x <pl")).join("")), ["x ", "<pl"]);
  deepEqual(contents(revive(chat("x <pl"), chat("y").trimEnd()).join("")), [
    "x ",
    "<ply",
  ]);
});

Deno.test("a piece in the event that also ends its channel is not delayed", () => {
  deepEqual(contents(revive(chat("x <pl", "stop"))[0]!), ["x <pl"]);
});

Deno.test("one channel's end does not end another", () => {
  const choice = (
    index: number,
    content: string,
    finish: string | null = null,
  ) => chat(content, finish).replace('"index":0', `"index":${index}`);
  const out = revive(
    choice(1, P.slice(0, 9)),
    choice(11, "<p"),
    choice(0, "a <", "stop"),
    choice(1, P.slice(9)),
    choice(11, "q"),
  );
  deepEqual(contents(out.join("")), ["", "", "a <", SECRET, "<pq"]);
});

Deno.test("an event for held text repeats no name, id, role or other text", () => {
  const first = {
    id: "c",
    choices: [{
      index: 0,
      delta: {
        role: "assistant",
        content: "hi",
        tool_calls: [{
          index: 2,
          id: "call",
          type: "function",
          function: { name: "f", arguments: "<p" },
        }],
      },
      finish_reason: null,
    }, { index: 1, delta: { content: "other" } }],
    usage: { total_tokens: 1 },
  };
  const out = revive(
    `data: ${JSON.stringify(first)}\n\n`,
    "data: [DONE]\n\n",
  )[1]!;
  deepEqual(JSON.parse(out.split("\n")[0]!.slice(6)), {
    id: "c",
    choices: [{
      index: 0,
      delta: {
        tool_calls: [{
          index: 2,
          type: "function",
          function: { arguments: "<p" },
        }],
      },
    }],
  });
});

Deno.test("an event for held text has the name of the event that it copies", () => {
  const delta =
    'event: content_block_delta\nid: 3\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a <"}}\n\n';
  const stop =
    'event: content_block_stop\ndata: {"type":"content_block_stop","index":0}\n\n';
  equal(
    revive(delta, stop).join(""),
    delta.replace("a <", "a ") +
      delta.replace("id: 3\n", "").replace("a <", "<") + stop,
  );
});

Deno.test("an event for held text comes between events, were a CRLF cut in half there", () => {
  const crlf = (event: string) => event.replaceAll("\n", "\r\n");
  const said = crlf(chat("a <"));
  const end = crlf(
    'data: {"choices":[{"index":0,"finish_reason":"stop"}]}\n\n',
  );
  const whole = revive(said + end).join("");
  const held = chat("<").replace(',"finish_reason":null', "");
  equal(whole, crlf(chat("a ") + held) + end);
  equal(whole.replaceAll("\r\n", "").includes("\n"), false);
  equal(revive(said.slice(0, -1), said.slice(-1) + end).join(""), whole);
});

Deno.test("of a changed event only the restored string changes", () => {
  const event =
    `id: 1\r\nevent: x\r\ndata: {"big":12345678901234567890, "e":"\\u00e9",\r\ndata:  "t":"${P}","t":1.0}\r\n: c\r\n\r\n`;
  equal(
    revive(event)[0],
    `id: 1\r\nevent: x\r\ndata: {"big":12345678901234567890, "e":"\\u00e9",\r\ndata:  "t":"${SECRET}","t":1.0}\r\n: c\r\n\r\n`,
  );
});

Deno.test("an event that never ends is an error, not a leak of memory", () => {
  const own = reviver();
  own.push(encode("data: "));
  throws(() => own.push(encode("x".repeat(1000))), RefusalError);
});

Deno.test("data that is not JSON is restored as text, over several lines if need be", () => {
  const own = reviver("two\nlines");
  equal(
    textOf(own.push(encode(`data: key ${P}!\n\n`))),
    "data: key two\ndata: lines!\n\n",
  );
});

Deno.test("a splitter's events join to what went in, whatever ends the lines", () => {
  const soup = fc.array(
    fc.constantFrom("\n", "\r", "\r\n", "a", "data: x", ":"),
    { maxLength: 20 },
  )
    .map((parts) => encode(parts.join("")));
  fc.assert(fc.property(soup, fc.integer({ min: 1, max: 5 }), (bytes, size) => {
    const splitter = new SseSplitter(1000);
    const out: number[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      for (const event of splitter.push(bytes.slice(at, at + size))) {
        out.push(...event);
      }
    }
    deepEqual([...out, ...splitter.flush()], [...bytes]);
  }));
});

Deno.test("an event's data is what a browser would make of it", () => {
  const data = (text: string) => sseEvent(encode(text)).data;
  equal(data("data: a\ndata:b\ndata:  c\ndata\n\n"), "a\nb\n c\n");
  equal(data("dataset: a\n: data: b\nid: c\n\n"), "");
  equal(data("\uFEFFdata: a\r\r"), "a");
});
