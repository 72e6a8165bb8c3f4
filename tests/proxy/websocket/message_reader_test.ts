import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { writeFrame } from "../../../proxy/websocket/frame.ts";
import { MessageReader } from "../../../proxy/websocket/message_reader.ts";
import { WebSocketFault } from "../../../proxy/websocket/websocket_fault.ts";
import { close, frame, joined, plain, read } from "./frames.ts";

const bytes = (...all: readonly number[]) => Uint8Array.from(all);
const text = (all: Uint8Array) => new TextDecoder().decode(all);

const closesWith = (code: number) => (error: unknown) => {
  ok(error instanceof WebSocketFault);
  equal(error.closeCode, code);
  return true;
};

Deno.test("the examples of RFC 6455 §5.7 are read as it says", () => {
  const hello = bytes(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f);
  const masked = bytes(
    ...[0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58],
  );
  const parts = bytes(0x01, 0x03, 0x48, 0x65, 0x6c, 0x80, 0x02, 0x6c, 0x6f);
  const ping = bytes(0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f);
  const said = (piece: Uint8Array<ArrayBuffer>, options: { masked: boolean }) =>
    read([piece], options).map((message) =>
      message.kind === "close" ? "" : `${message.kind} ${text(message.bytes)}`
    );
  deepEqual(said(hello, { masked: false }), ["text Hello"]);
  deepEqual(said(masked, { masked: true }), ["text Hello"]);
  deepEqual(said(parts, { masked: false }), ["text Hello"]);
  deepEqual(said(ping, { masked: false }), ["ping Hello"]);
});

Deno.test("a length is written in the fewest bytes, at every border", () => {
  for (const length of [0, 1, 125, 126, 127, 65_535, 65_536, 70_000]) {
    const payload = new Uint8Array(length).fill(7);
    const written = frame("binary", payload);
    const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    equal(written.length, head + 4 + length);
    const [message] = read([written]);
    ok(message?.kind === "binary");
    equal(message.bytes.length, length);
    ok(message.bytes.every((byte) => byte === 7));
  }
});

const STREAM = joined([
  frame("text", "one €"),
  frame("ping", "?"),
  frame("text", "tw", { fin: false }),
  frame("pong", ""),
  frame("continuation", "o 𝄞", { fin: false }),
  frame("continuation", ""),
  frame("binary", new Uint8Array(300).fill(255)),
  close(1000, "done"),
]);

Deno.test("a connection cut in two at every byte gives the same messages", () => {
  const whole = read([STREAM]).map(plain);
  deepEqual(whole.map((each) => (each as unknown[])[0]), [
    ...["text", "ping", "pong", "text", "binary", "close"],
  ]);
  for (let at = 0; at <= STREAM.length; at++) {
    const cut = read([STREAM.slice(0, at), STREAM.slice(at)]);
    deepEqual(cut.map(plain), whole, `cut at ${at}`);
  }
  const single = [...STREAM].map((byte) => bytes(byte));
  deepEqual(read(single).map(plain), whole);
});

Deno.test("however messages are parted and cut, they come out as they were said", () => {
  const said = fc.array(
    fc.record({
      text: fc.string({ unit: "binary", maxLength: 300 }),
      parts: fc.array(fc.nat(40), { maxLength: 4 }),
      ping: fc.boolean(),
    }),
    { maxLength: 6 },
  );
  const cuts = fc.infiniteStream(fc.integer({ min: 1, max: 60 }));
  fc.assert(fc.property(said, cuts, (messages, sizes) => {
    const stream = joined(messages.flatMap(framed));
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let at = 0; at < stream.length;) {
      const size = sizes.next().value!;
      pieces.push(stream.slice(at, at + size));
      at += size;
    }
    const heard = read(pieces).flatMap((message) =>
      message.kind === "text" ? [text(message.bytes)] : []
    );
    deepEqual(heard, messages.map(({ text }) => text));
  }));
});

function framed(
  { text, parts, ping }: { text: string; parts: number[]; ping: boolean },
): Uint8Array<ArrayBuffer>[] {
  const payload = new TextEncoder().encode(text);
  const ends = parts.toSorted((a, b) => a - b).map((each) =>
    Math.min(each, payload.length)
  );
  const bounds = [0, ...ends, payload.length];
  return bounds.slice(1).flatMap((end, i) => [
    frame(i === 0 ? "text" : "continuation", payload.slice(bounds[i], end), {
      fin: i === bounds.length - 2,
    }),
    ...ping ? [frame("ping", "here?")] : [],
  ]);
}

const FAULTS: Readonly<
  Record<string, readonly [number, readonly Uint8Array<ArrayBuffer>[]]>
> = {
  "a client's frame without a mask": [
    1002,
    [frame("text", "x", { masked: false })],
  ],
  "a compressed frame": [1002, [bytes(0xc1, 0x80, 0, 0, 0, 0)]],
  "a reserved kind of frame": [1002, [bytes(0x83, 0x80, 0, 0, 0, 0)]],
  "a reserved control frame": [1002, [bytes(0x8b, 0x80, 0, 0, 0, 0)]],
  "a ping in parts": [1002, [frame("ping", "x", { fin: false })]],
  "a ping of 126 bytes": [1002, [frame("ping", "x".repeat(126))]],
  "a continuation of nothing": [1002, [frame("continuation", "x")]],
  "a message inside another": [
    1002,
    [frame("text", "x", { fin: false }), frame("text", "y")],
  ],
  "a length in too many bytes": [1002, [bytes(0x82, 0xfe, 0, 5)]],
  "a long length in too many bytes": [
    1002,
    [bytes(0x82, 0xff, 0, 0, 0, 0, 0, 0, 255, 255)],
  ],
  "a negative length": [
    1002,
    [bytes(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0)],
  ],
  "a Close of one byte": [1002, [frame("close", bytes(3))]],
  "a Close whose code may not be sent": [1002, [close(1005)]],
  "a Close whose reason is not UTF-8": [
    1007,
    [frame("close", bytes(3, 232, 0xff))],
  ],
  "a text that is not UTF-8": [1007, [frame("text", bytes(0xc3, 0x28))]],
  "a text with half a surrogate": [
    1007,
    [frame("text", bytes(0xed, 0xa0, 0x80))],
  ],
  "a frame over the bound": [1009, [bytes(0x82, 0xfe, 0xff, 0xff)]],
  "a message over the bound": [
    1009,
    [
      frame("text", "x".repeat(600), { fin: false }),
      frame("continuation", "x".repeat(600)),
    ],
  ],
};

for (const [what, [code, pieces]] of Object.entries(FAULTS)) {
  Deno.test(`${what} ends the connection with ${code}`, () => {
    throws(() => read(pieces, { maxBytes: 1_000 }), closesWith(code));
  });
}

Deno.test("a server's frame with a mask ends the connection", () => {
  throws(
    () => read([frame("text", "x")], { masked: false }),
    closesWith(1002),
  );
});

Deno.test("an oversize frame is refused by its head alone", () => {
  const reader = new MessageReader({ masked: true, maxBytes: 1_000 });
  throws(
    () => [...reader.push(bytes(0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0))],
    closesWith(1009),
  );
});

Deno.test("what stands before a fault is still said, whatever the chunks", () => {
  const stream = joined([frame("text", "first"), frame("continuation", "no")]);
  for (let at = 0; at <= stream.length; at++) {
    const reader = new MessageReader({ masked: true, maxBytes: 1_000 });
    const heard: string[] = [];
    throws(() => {
      for (const piece of [stream.slice(0, at), stream.slice(at)]) {
        for (const message of reader.push(piece)) heard.push(message.kind);
      }
    }, closesWith(1002));
    deepEqual(heard, ["text"]);
  }
});

Deno.test("nothing after a Close is read", () => {
  const after = [close(1000), frame("text", "late"), bytes(0xff, 0xff)];
  deepEqual(read(after).map(({ kind }) => kind), ["close"]);
  deepEqual(read([joined(after)]).map(({ kind }) => kind), ["close"]);
});

Deno.test("a message in a hundred thousand parts is joined in good time", () => {
  const parts = [
    frame("text", "a", { fin: false }),
    ...Array.from(
      { length: 100_000 },
      () => frame("continuation", "b", { fin: false }),
    ),
    frame("continuation", "c"),
  ];
  const [message] = read(parts);
  ok(message?.kind === "text");
  equal(message.bytes.length, 100_002);
});

Deno.test("a frame that is written is read back, masked or not", () => {
  const payload = fc.uint8Array({ maxLength: 400 });
  fc.assert(fc.property(payload, fc.boolean(), (payload, masked) => {
    const content = new Uint8Array(payload);
    const mask = masked ? bytes(9, 8, 7, 6) : undefined;
    const written = writeFrame(
      { fin: true, opcode: 2, payload: content },
      mask,
    );
    const [message] = read([written], { masked });
    ok(message?.kind === "binary");
    deepEqual([...message.bytes], [...payload]);
  }));
});
