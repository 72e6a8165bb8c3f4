import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { cut } from "../../../cli/prove/cut.ts";
import { readAnswer } from "../../../cli/prove/read_answer.ts";
import { anthropicSpeaker } from "../../../cli/prove/speakers/anthropic.ts";
import { openaiChatSpeaker } from "../../../cli/prove/speakers/openai_chat.ts";
import { openaiResponsesSpeaker } from "../../../cli/prove/speakers/openai_responses.ts";
import type { Answer, Speaker } from "../../../cli/prove/speakers/speaker.ts";
import { object } from "../../../cli/prove/wires/wire.ts";

const TEXT = 'KEY="a\\b"\n😀 <&>' + "z".repeat(99);

const TELLINGS: readonly (readonly [Speaker, number, number])[] = [
  [anthropicSpeaker, 2, 2],
  [openaiChatSpeaker, 2, 2],
  [openaiResponsesSpeaker, 2, 9],
];

for (const [speaker, whole, streamed] of TELLINGS) {
  const { name } = speaker.wire;

  Deno.test(`${name}: a client hears what it said, ${whole} times over, from an echo`, () => {
    deepEqual(told(speaker, false), Array(whole).fill(TEXT));
  });

  Deno.test(`${name}: a client hears what it said, ${streamed} times over, from a stream`, () => {
    deepEqual(told(speaker, true), Array(streamed).fill(TEXT));
  });

  Deno.test(`${name}: an error holds no telling of what was said`, () => {
    const reply = speaker.wire.refuse(400, "no");
    ok(reply.kind === "json");
    const answer: Answer = { kind: "json", body: object(reply.body) };
    let tellings: readonly string[] = [];
    try {
      tellings = speaker.tellings(answer);
    } catch (error) {
      ok(error instanceof SyntaxError);
    }
    ok(!tellings.includes(TEXT));
  });
}

Deno.test("a stream is read event by event, and ends with [DONE] or without", () => {
  const body = 'event: a\ndata: {"n":1}\n\n: note\n\ndata: {"n":2}\n\n';
  const events = [{ n: 1 }, { n: 2 }];
  deepEqual(readAnswer("text/event-stream; charset=utf-8", body), {
    kind: "events",
    events,
  });
  deepEqual(
    readAnswer("text/event-stream", body + "data: [DONE]\n\n"),
    { kind: "events", events },
  );
});

Deno.test("a body that is not JSON is no answer", () => {
  throws(() => readAnswer("application/json", "<html>"), SyntaxError);
});

function told(speaker: Speaker, streaming: boolean): readonly string[] {
  const reply = speaker.wire.answer(speaker.ask(TEXT, streaming), cut);
  equal(reply.kind, streaming ? "events" : "json");
  return speaker.tellings(
    reply.kind === "json"
      ? { kind: "json", body: object(reply.body) }
      : { kind: "events", events: reply.events.map((e) => object(e.data)) },
  );
}
