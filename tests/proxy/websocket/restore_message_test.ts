import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { openaiResponses } from "../../../proxy/providers/openai_responses.ts";
import { MessageReader } from "../../../proxy/websocket/message_reader.ts";
import { MessageRestorer } from "../../../proxy/websocket/restore_message.ts";
import { placeholderOf } from "../transcript.ts";
import { frame, joined } from "./frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const SECRET = "SECRET-alpha";
const P = placeholderOf(SECRET);

/** What is said after these bytes came in these pieces. */
function restored(pieces: readonly Bytes[]): string[] {
  const reader = new MessageReader({ masked: false, maxBytes: 100_000 });
  const restorer = new MessageRestorer(openaiResponses.stream, {
    lookup: (tag) => P.includes(tag) ? SECRET : undefined,
    tally: { restored: 0, unknown: 0 },
  });
  const said = pieces.flatMap((piece) =>
    [...reader.push(piece)].flatMap((message) =>
      message.kind === "text" || message.kind === "binary"
        ? restorer.push({ kind: message.kind, bytes: message.bytes })
        : []
    )
  );
  return [...said, ...restorer.flush()]
    .map(({ bytes }) => new TextDecoder().decode(bytes));
}

const text = (index: number, delta: string) =>
  JSON.stringify({
    type: "response.output_text.delta",
    output_index: index,
    content_index: 0,
    delta,
  });
const args = (index: number, delta: string) =>
  JSON.stringify({
    type: "response.function_call_arguments.delta",
    output_index: index,
    delta,
  });

/** The events of one response: two texts and a call's arguments, interleaved, a placeholder in twenty pieces. */
function response(): string[] {
  const source = `é𝄞 ${P}`;
  const pieces = Array.from(
    { length: 20 },
    (_, i) =>
      source.slice(
        Math.floor(i * source.length / 20),
        Math.floor((i + 1) * source.length / 20),
      ),
  );
  const events = [
    '{"type":"response.created", "response":{"id":"r","n":1.0}}',
    ...pieces.flatMap((piece, i) => [
      text(0, piece),
      text(1, `${i} `),
      args(2, i === 0 ? '{"k":"' : ""),
      '{"type":"codex.rate_limits","n":12345678901234567890}',
    ]),
    args(2, P.slice(0, 7)),
    args(2, `${P.slice(7)}"}`),
  ];
  const items = [0, 1, 2].map((output_index) =>
    JSON.stringify({
      type: "response.output_item.done",
      output_index,
      item: output_index === 2
        ? { type: "function_call", arguments: `{"k":"${P}"}` }
        : { type: "message", content: [{ text: source }] },
    })
  );
  const last = JSON.stringify({
    type: "response.completed",
    response: { output: [{ type: "message", content: [{ text: source }] }] },
  });
  return [...events, ...items, last];
}

/** Each text of a response as the client puts it together. */
function together(events: readonly string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const event of events) {
    const { type, output_index, delta } = JSON.parse(event);
    if (delta === undefined) continue;
    const id = `${type} ${output_index}`;
    texts[id] = (texts[id] ?? "") + delta;
  }
  return texts;
}

const EVENTS = response();
/** Some in one frame, some in parts. */
const STREAM = joined(EVENTS.flatMap((event, i) => {
  if (i % 3 !== 0) return [frame("text", event, { masked: false })];
  const bytes = new TextEncoder().encode(event);
  const half = bytes.length >> 1;
  return [
    frame("text", bytes.slice(0, half), { masked: false, fin: false }),
    frame("ping", "", { masked: false }),
    frame("continuation", bytes.slice(half), { masked: false }),
  ];
}));
const WHOLE = restored([STREAM]);

Deno.test("a response over a WebSocket is restored, deltas and repetitions", () => {
  deepEqual(together(WHOLE), {
    "response.output_text.delta 0": `é𝄞 ${SECRET}`,
    "response.output_text.delta 1": Array.from(
      { length: 20 },
      (_, i) => `${i} `,
    ).join(""),
    "response.function_call_arguments.delta 2": `{"k":"${SECRET}"}`,
  });
  equal(WHOLE.join("").includes("<pl:"), false);
  const untouched = EVENTS.filter((event) => /created|rate_limits/.test(event));
  deepEqual(
    WHOLE.filter((each) => /created|rate_limits/.test(each)),
    untouched,
  );
});

Deno.test("cut in two at every byte, it is restored the same", () => {
  for (let at = 1; at < STREAM.length; at++) {
    deepEqual(
      restored([STREAM.slice(0, at), STREAM.slice(at)]),
      WHOLE,
      `cut at ${at}`,
    );
  }
});

Deno.test("cut at random, it is restored the same", () => {
  const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 400 }));
  fc.assert(fc.property(sizes, (next) => {
    const pieces: Bytes[] = [];
    for (let at = 0; at < STREAM.length;) {
      const size = next.next().value!;
      pieces.push(STREAM.slice(at, at + size));
      at += size;
    }
    deepEqual(restored(pieces), WHOLE);
  }));
});
