import { deepEqual, equal, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { chooseReviver } from "../../../proxy/choose_reviver.ts";
import { PROVIDERS } from "../../../proxy/mod.ts";
import { endpointFor } from "../../../proxy/providers/route.ts";
import { restore } from "../../../proxy/redact/restore.ts";
import type { Reviver } from "../../../proxy/reviver.ts";
import { vault } from "../transcript.ts";
import type { Json } from "./framing.ts";
import {
  type Channel,
  STREAMED_WIRES,
  type StreamedWire,
} from "./streamed_wire.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const PLAIN = "SECRET-alpha";
const AWKWARD = 'two\nlines and "quotes" 😀';
const own = vault();
const held = (secret: string) => `<pl:TEST:${own.tokenise(secret)}>`;
const [ONE, TWO] = [held(PLAIN), held(AWKWARD)];
const lookup = (tag: string) => own.lookup(tag);
const tallied = () => ({ lookup, tally: { restored: 0, unknown: 0 } });

function reviverFor({ provider, path, framing }: StreamedWire, first: Bytes) {
  const way = chooseReviver(framing.contentType, {
    ...tallied(),
    first: first.subarray(0, 9),
    endpoint: endpointFor(PROVIDERS[provider]!, path),
    maxBytes: 1 << 20,
  });
  if (typeof way === "string") throw new Error(`It is not streamed: ${way}`);
  return way;
}

function joined(parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(Buffer.concat(parts));
}

function revived(wire: StreamedWire, chunks: readonly Bytes[]): Bytes {
  const reviver: Reviver = reviverFor(wire, joined(chunks));
  return joined([...chunks.map((one) => reviver.push(one)), reviver.flush()]);
}

/** What a client has in hand of each channel. */
function texts({ framing, channels }: StreamedWire, bytes: Bytes): string[] {
  const events = framing.read(bytes);
  return channels.map(({ read }) =>
    events.map((event) => read(event) ?? "").join("")
  );
}

/** One piece of one channel, or an event that is none (`channel` undefined). */
interface Step {
  readonly channel: number | undefined;
  readonly event: Json;
  /** What of the channel's text must be out once this event is. */
  readonly safe: string;
}

function wanted({ channels }: StreamedWire, steps: readonly Step[]): string[] {
  return channels.map(({ read, dialect }, channel) => {
    const text = steps.filter((step) => step.channel === channel)
      .map(({ event }) => read(event) ?? "").join("");
    return restore(text, { ...tallied(), dialect });
  });
}

const TOKENS = [ONE, TWO, "ok.", "é", "😀", "[<]", "5;"];

/** A text in up to twenty pieces, placeholders cut anywhere. */
function pieces(tokens: readonly string[], cuts: readonly number[]) {
  const text = tokens.join("");
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))]
    .filter((at) => !isInsidePair(text, at)).toSorted((a, b) => a - b);
  return [0, ...ends].map((from, nth) => {
    const end = ends[nth] ?? text.length;
    return { piece: text.slice(from, end), safe: safeUntil(tokens, end) };
  });
}

function isInsidePair(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text[at] ?? "");
}

/** The text up to `end`, without a token that is only begun there. */
function safeUntil(tokens: readonly string[], end: number): string {
  let safe = "";
  for (const token of tokens) {
    if (safe.length + token.length > end) break;
    safe += token;
  }
  return safe;
}

/** Streams of a wire: each channel's text in pieces, in any order between them. */
function streams({ channels, others }: StreamedWire) {
  const text = fc.record({
    tokens: fc.array(fc.constantFrom(...TOKENS), { maxLength: 6 }),
    cuts: fc.array(fc.nat(200), { maxLength: 19 }),
  });
  const said = fc.tuple(...channels.map(() => text));
  const order = fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 });
  return fc.tuple(said, order).map(([said, order]) =>
    interleave(
      said.map(({ tokens, cuts }, channel) =>
        stepsOf(channels[channel]!, { channel, parts: pieces(tokens, cuts) })
      ),
      { order, others },
    )
  );
}

function stepsOf(
  { piece }: Channel,
  { channel, parts }: {
    readonly channel: number;
    readonly parts: ReturnType<typeof pieces>;
  },
): Step[] {
  return parts.map((part) => ({
    channel,
    event: piece(part.piece),
    safe: part.safe,
  }));
}

function interleave(
  queues: Step[][],
  { order, others }: { order: readonly number[]; others: readonly Json[] },
): Step[] {
  const steps: Step[] = [];
  for (let turn = 0; queues.some(({ length }) => length > 0); turn++) {
    const draw = order[turn % order.length]!;
    const waiting = queues.filter(({ length }) => length > 0);
    if (draw % 4 === 0) {
      const event = others[draw % others.length]!;
      steps.push({ channel: undefined, event, safe: "" });
    }
    steps.push(waiting[draw % waiting.length]!.shift()!);
  }
  return steps;
}

function cutAt(bytes: Bytes, sizes: readonly number[]): Bytes[] {
  const chunks: Bytes[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + sizes[chunks.length % sizes.length]!;
    chunks.push(bytes.slice(at, end));
    at = end;
  }
  return chunks;
}

/** Short, and with everything in it. */
function sample({ channels, others }: StreamedWire): Json[] {
  const [a, ...rest] = channels;
  const b = rest.at(-1)!;
  return [
    others[0],
    a!.piece("é <p"),
    b.piece(`"${TWO.slice(0, 9)}`),
    a!.piece(ONE.slice(2)),
    others.at(-1),
    b.piece(`${TWO.slice(9)}" <`),
    a!.piece("😀 <"),
    a!.end,
    ...b.end === a!.end ? [] : [b.end],
  ];
}

for (const wire of STREAMED_WIRES) {
  Deno.test(`${wire.name}: the same bytes wherever the stream is cut`, () => {
    const stream = joined(wire.framing.write(sample(wire)));
    const whole = revived(wire, [stream]);
    const told = texts(wire, whole);
    equal(told[0], `é ${PLAIN}😀 <`);
    ok(told.at(-1)!.startsWith('"two'));
    for (let at = 0; at <= stream.length; at++) {
      const out = revived(wire, [stream.slice(0, at), stream.slice(at)]);
      equal(Buffer.compare(out, whole), 0, `cut at ${at}`);
    }
  });

  Deno.test(`${wire.name}: whatever is interleaved, cut and chunked, each text comes back whole`, () => {
    fc.assert(
      fc.property(
        streams(wire),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }),
        (steps, sizes) => {
          const ends = wire.channels.map(({ end }) => end);
          const events = [...steps.map(({ event }) => event), ...ends];
          const stream = joined(wire.framing.write(events));
          const out = revived(wire, cutAt(stream, sizes));
          deepEqual(texts(wire, out), wanted(wire, steps));
        },
      ),
      { numRuns: 40 },
    );
  });

  Deno.test(`${wire.name}: each event leaves when it comes, and nothing is held that cannot become a placeholder`, () => {
    fc.assert(
      fc.property(streams(wire), (steps) => {
        const events = steps.map(({ event }) => event);
        const written = wire.framing.write([...events, wire.channels[0]!.end]);
        const reviver = reviverFor(wire, joined(written));
        const safe = wire.channels.map(() => "");
        let out = new Uint8Array();
        steps.forEach(({ channel, safe: mustBeOut }, nth) => {
          const left = reviver.push(written[nth]!);
          out = joined([out, left]);
          equal(wire.framing.read(out).length, nth + 1);
          if (channel === undefined) {
            equal(Buffer.compare(left, written[nth]!), 0);
            return;
          }
          const { dialect } = wire.channels[channel]!;
          safe[channel] = restore(mustBeOut, { ...tallied(), dialect });
          ok(texts(wire, out)[channel]!.startsWith(safe[channel]!));
        });
      }),
      { numRuns: 25 },
    );
  });
}

Deno.test("a character whose bytes come one by one is whole again on every wire", () => {
  for (const wire of STREAMED_WIRES) {
    const stream = joined(wire.framing.write(sample(wire)));
    const out = revived(wire, cutAt(stream, [1]));
    deepEqual(texts(wire, out), texts(wire, revived(wire, [stream])));
  }
});
