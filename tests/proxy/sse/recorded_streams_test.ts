import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import anthropicTools from "../../streams/anthropic_tools.sse" with {
  type: "text",
};
import chatTools from "../../streams/openai_chat_tools.sse" with {
  type: "text",
};
import responsesTools from "../../streams/openai_responses_tools.sse" with {
  type: "text",
};
import { PROVIDERS } from "../../../proxy/mod.ts";
import { endpointFor } from "../../../proxy/providers/route.ts";
import { type Dialect, restore } from "../../../proxy/redact/restore.ts";
import { SseReviver } from "../../../proxy/sse/sse_reviver.ts";
import { textOf, vault } from "../transcript.ts";

const PEM =
  '-----BEGIN PRIVATE KEY-----\nMIIE"\\x\n-----END PRIVATE KEY-----\n';
const own = vault();
for (const secret of ["SECRET-alpha", PEM]) own.tokenise(secret);
const lookup = (tag: string) => own.lookup(tag);
const tallied = () => ({ lookup, tally: { restored: 0, unknown: 0 } });

// deno-lint-ignore no-explicit-any
type Json = any;
/** A piece of a text, as a client would add it up. */
type Piece = readonly [channel: string, dialect: Dialect, text: string];

interface Recorded {
  readonly name: string;
  readonly stream: string;
  readonly provider: string;
  readonly path: string;
  readonly pieces: (event: Json) => Piece[];
  /** Channels after whose end nothing more may come. */
  readonly ended: (event: Json) => string[];
}

const RECORDED: readonly Recorded[] = [{
  name: "Anthropic Messages with thinking and tool use",
  stream: anthropicTools,
  provider: "anthropic",
  path: "/v1/messages",
  pieces: ({ type, index, delta = {} }) =>
    type !== "content_block_delta" ? [] : [
      [`${index}`, "plain", delta.text ?? ""],
      [`${index}`, "json", delta.partial_json ?? ""],
    ],
  ended: ({ type, index }) => type === "content_block_stop" ? [`${index}`] : [],
}, {
  name: "OpenAI Chat with two choices and two tool calls",
  stream: chatTools,
  provider: "openai",
  path: "/v1/chat/completions",
  pieces: ({ choices }) =>
    choices.flatMap(({ index, delta }: Json) => [
      [`${index}`, "plain", delta.content ?? ""],
      ...(delta.tool_calls ?? []).map((call: Json) => [
        `${index}.${call.index}`,
        "json",
        call.function.arguments,
      ]),
    ]),
  ended: ({ choices }) =>
    choices.filter((choice: Json) => choice.finish_reason !== null)
      .map(({ index }: Json) => `${index}`),
}, {
  name: "OpenAI Responses with reasoning, function and custom calls",
  stream: responsesTools,
  provider: "openai",
  path: "/v1/responses",
  pieces: ({ type, output_index, delta }) =>
    delta === undefined ? [] : [[
      `${output_index}`,
      type === "response.function_call_arguments.delta" ? "json" : "plain",
      delta,
    ]],
  ended: ({ type, output_index }) =>
    /\w(text|arguments|input)\.done$/.test(type) ? [`${output_index}`] : [],
}];

function restored({ provider, path }: Recorded, chunks: Uint8Array[]): string {
  const { stream: rules } = endpointFor(PROVIDERS[provider]!, path);
  const reviver = new SseReviver({ ...tallied(), rules, maxBytes: 1 << 20 });
  const out = chunks.map((chunk) => reviver.push(new Uint8Array(chunk)));
  return [...out, reviver.flush()].map(textOf).join("");
}

function events(stream: string): Json[] {
  return stream.split("\n\n").flatMap((event) => {
    const data = /^data: (.*)$/m.exec(event)?.[1];
    return data === undefined || data === "[DONE]" ? [] : [JSON.parse(data)];
  });
}

/** What a client has in hand at the end: its texts added up. */
function texts(recorded: Recorded, stream: string): Record<string, string> {
  const sums: Record<string, string> = {};
  for (
    const [channel, dialect, text] of events(stream).flatMap(recorded.pieces)
  ) {
    const key = `${channel} ${dialect}`;
    sums[key] = (sums[key] ?? "") + text;
  }
  return sums;
}

function expected(recorded: Recorded): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts(recorded, recorded.stream)).map(([key, text]) => [
      key,
      restore(text, { ...tallied(), dialect: key.split(" ")[1] as Dialect }),
    ]),
  );
}

/** Holds an event a piece of one of the stream's placeholders? */
function holdsPiece(event: string): boolean {
  const tags = ["SECRET-alpha", PEM].map((secret) => own.tagOf(secret));
  const pieces = tags.flatMap((tag) =>
    Array.from({ length: 13 }, (_, i) => tag.slice(i, i + 4))
  );
  return /<|"pl?"|pl:|TEST:|PEM:/.test(event) ||
    pieces.some((piece) => event.includes(piece));
}

for (const recorded of RECORDED) {
  const bytes = new TextEncoder().encode(recorded.stream);

  Deno.test(`${recorded.name}: the same texts wherever the stream is cut`, () => {
    const wanted = expected(recorded);
    const whole = restored(recorded, [bytes]);
    deepEqual(texts(recorded, whole), wanted);
    equal(Object.values(wanted).join("").includes("SECRET-alpha"), true);
    for (let at = 0; at <= bytes.length; at++) {
      const out = restored(recorded, [bytes.slice(0, at), bytes.slice(at)]);
      equal(out, whole);
    }
  });

  Deno.test(`${recorded.name}: the same bytes however it is chunked`, () => {
    const whole = restored(recorded, [bytes]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), {
          minLength: 1,
          maxLength: 30,
        }),
        (sizes) => {
          const chunks: Uint8Array[] = [];
          let at = 0;
          while (at < bytes.length) {
            const end = at + sizes[chunks.length % sizes.length]!;
            chunks.push(bytes.slice(at, end));
            at = end;
          }
          equal(restored(recorded, chunks), whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  Deno.test(`${recorded.name}: tool arguments are valid JSON that holds the secret`, () => {
    for (
      const [key, text] of Object.entries(
        texts(recorded, restored(recorded, [bytes])),
      )
    ) {
      if (key.endsWith("json") && text !== "") {
        equal(
          JSON.stringify(JSON.parse(text)).includes(
            JSON.stringify(PEM).slice(1, -1),
          ),
          true,
        );
      }
    }
  });

  Deno.test(`${recorded.name}: events without a placeholder pass byte for byte, in order`, () => {
    const out = restored(recorded, [bytes]);
    let at = 0;
    const untouched = recorded.stream.split(/(?<=\n\n)/)
      .filter((event, i, all) =>
        !holdsPiece(event) && !/<"/.test(all[i - 1] ?? "")
      );
    equal(untouched.length >= 5, true);
    for (const event of untouched) {
      const found = out.indexOf(event, at);
      equal(found >= 0, true, event);
      at = found + event.length;
    }
  });

  Deno.test(`${recorded.name}: nothing follows after a text has ended`, () => {
    const over = new Set<string>();
    for (const event of events(restored(recorded, [bytes]))) {
      for (const [channel, , text] of recorded.pieces(event)) {
        if (text !== "") equal(over.has(channel), false, JSON.stringify(event));
      }
      for (const channel of recorded.ended(event)) over.add(channel);
    }
    equal(over.size >= 2, true);
  });

  Deno.test(`${recorded.name}: with nothing to restore, all bytes are the provider's texts`, () => {
    const { stream: rules } = endpointFor(
      PROVIDERS[recorded.provider]!,
      recorded.path,
    );
    const tally = { restored: 0, unknown: 0 };
    const reviver = new SseReviver({
      rules,
      tally,
      maxBytes: 1 << 20,
      lookup: () => undefined,
    });
    const out = textOf(reviver.push(bytes)) + textOf(reviver.flush());
    deepEqual(texts(recorded, out), texts(recorded, recorded.stream));
    equal(tally.restored, 0);
    equal(tally.unknown > 0, true);
  });
}

Deno.test("signed thinking and encrypted reasoning pass byte for byte", () => {
  const bytes = (text: string) => [new TextEncoder().encode(text)];
  const anthropic = restored(RECORDED[0]!, bytes(anthropicTools));
  const thinking = anthropicTools.split(/(?<=\n\n)/)
    .filter((event) => /thinking_delta|signature_delta/.test(event));
  equal(thinking.length, 3);
  for (const event of thinking) equal(anthropic.includes(event), true);
  const responses = restored(RECORDED[2]!, bytes(responsesTools));
  const sealed = events(responsesTools).flatMap((event) =>
    event.item?.encrypted_content ?? []
  );
  equal(sealed.length > 0, true);
  for (const each of sealed) equal(responses.includes(each), true);
});

Deno.test("events that repeat a whole text repeat it restored, arguments escaped", () => {
  const out = events(
    restored(RECORDED[2]!, [new TextEncoder().encode(responsesTools)]),
  );
  const last = out.at(-1)!;
  equal(last.type, "response.completed");
  const [reasoning, message, call, custom] = last.response.output;
  equal(reasoning.summary[0].text, "Think of SECRET-alpha");
  equal(message.content[0].text, "Key SECRET-alpha < done");
  deepEqual(JSON.parse(call.arguments).command, ["sh", "-c", `cat ${PEM}`]);
  equal(custom.input, `*** Begin\n+${PEM}\n`);
  equal(last.response.instructions, "Use SECRET-alpha");
});
