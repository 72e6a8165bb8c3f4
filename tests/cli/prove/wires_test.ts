import { deepEqual, equal, ok } from "node:assert/strict";
import { cut } from "../../../cli/prove/cut.ts";
import { anthropic } from "../../../cli/prove/wires/anthropic.ts";
import { openaiChat } from "../../../cli/prove/wires/openai_chat.ts";
import { openaiResponses } from "../../../cli/prove/wires/openai_responses.ts";
import {
  type Json,
  list,
  object,
  type Reply,
  string,
  type Wire,
} from "../../../cli/prove/wires/wire.ts";

const HEARD = 'export KEY="fünf"\n😀';
const SCHEMA = { type: "object", properties: { command: {} } };

Deno.test("Anthropic: what was heard comes back as text and as tool input", () => {
  const { content } = json(anthropic, {
    model: "m",
    messages: [{ role: "user", content: HEARD }],
    tools: [{ name: "bash", input_schema: SCHEMA }],
  });
  deepEqual(content, [
    { type: "text", text: HEARD },
    {
      type: "tool_use",
      id: "toolu_01stub",
      name: "bash",
      input: { command: HEARD },
    },
  ]);
});

Deno.test("Anthropic: a tool's result is heard too", () => {
  const result = { type: "tool_result", content: [{ text: HEARD }] };
  const { content } = json(anthropic, {
    messages: [{ role: "user", content: [result] }],
  });
  deepEqual(content, [{ type: "text", text: HEARD }]);
});

Deno.test("Anthropic: the stream tells thinking, text and input in pieces, block by block", () => {
  const told = events(anthropic, {
    messages: [{ role: "user", content: HEARD }],
    tools: [{ name: "bash", input_schema: SCHEMA }],
    thinking: { type: "enabled" },
  });
  equal(joined(told, "thinking"), `The user wrote: ${HEARD}`);
  equal(joined(told, "text"), HEARD);
  deepEqual(JSON.parse(joined(told, "partial_json")), { command: HEARD });
  deepEqual(
    told.filter(({ type }) => type === "content_block_stop")
      .map(({ index }) => index),
    [0, 1, 2],
  );
});

Deno.test("Anthropic: signed thinking is accepted back unchanged and refused otherwise", () => {
  const { content } = json(anthropic, {
    messages: [{ role: "user", content: HEARD }],
    thinking: { type: "enabled" },
  });
  const block = object(list(content)[0]);
  const again = (thinking: Json) =>
    anthropic.answer({ messages: [{ content: [thinking] }] }, cut);
  equal(statusOf(again(block)), 200);
  equal(statusOf(again({ ...block, thinking: "altered" })), 400);
});

Deno.test("OpenAI Chat: what was heard comes back as content and as arguments", () => {
  const { choices } = json(openaiChat, {
    messages: [{ role: "user", content: [{ type: "text", text: HEARD }] }],
    tools: [{ function: { name: "bash", parameters: SCHEMA } }],
  });
  const choice = object(list(choices)[0]);
  const message = object(choice.message);
  equal(message.content, HEARD);
  equal(choice.finish_reason, "tool_calls");
  const call = object(object(list(message.tool_calls)[0]).function);
  deepEqual(JSON.parse(string(call.arguments)), { command: HEARD });
});

Deno.test("OpenAI Chat: the stream ends with usage when asked, and with [DONE]", () => {
  const reply = openaiChat.answer({
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: "user", content: HEARD }],
  }, cut);
  ok(reply.kind === "events");
  const data = reply.events.map((event) => event.data);
  equal(data.at(-1), "[DONE]");
  ok("usage" in object(data.at(-2)));
  const content = data.flatMap((chunk) => list(object(chunk).choices))
    .map((choice) => string(object(object(choice).delta).content));
  equal(content.join(""), HEARD);
});

Deno.test("OpenAI Responses: text and arguments are told in pieces, then whole, then whole again", () => {
  const told = events(openaiResponses, {
    input: HEARD,
    tools: [{ type: "function", name: "bash", parameters: SCHEMA }],
  });
  const args = JSON.stringify({ command: HEARD });
  equal(joinedOf(told, "response.output_text.delta"), HEARD);
  equal(joinedOf(told, "response.function_call_arguments.delta"), args);
  const done = (type: string) => told.find((event) => event.type === type)!;
  equal(done("response.output_text.done").text, HEARD);
  equal(done("response.function_call_arguments.done").arguments, args);
  const output = list(object(done("response.completed").response).output);
  deepEqual(
    output.map((item) => object(item).type),
    ["message", "function_call"],
  );
  deepEqual(
    told.map((event) => event.sequence_number),
    told.map((_, number) => number),
  );
});

Deno.test("OpenAI Responses: the output of a function is heard too", () => {
  const { output } = json(openaiResponses, {
    input: [{ type: "function_call_output", call_id: "c", output: HEARD }],
  });
  const message = object(list(output)[0]);
  equal(object(list(message.content)[0]).text, HEARD);
});

Deno.test("each provider refuses in its own shape", () => {
  const shapes = [anthropic, openaiChat, openaiResponses].map((wire) => {
    const reply = wire.refuse(401, "no");
    ok(reply.kind === "json");
    return Object.keys(object(reply.body)).join();
  });
  deepEqual(shapes, ["type,error", "error", "error"]);
});

function json(wire: Wire, body: Json): Json {
  const reply = wire.answer(body, cut);
  ok(reply.kind === "json");
  return object(reply.body);
}

function events(wire: Wire, body: Json): Json[] {
  const reply = wire.answer({ ...body, stream: true }, cut);
  ok(reply.kind === "events");
  for (const { event, data } of reply.events) equal(event, object(data).type);
  return reply.events.map(({ data }) => object(data));
}

function joined(told: readonly Json[], field: string): string {
  return told.map(({ delta }) => string(object(delta)[field])).join("");
}

function joinedOf(told: readonly Json[], type: string): string {
  return told.filter((event) => event.type === type)
    .map(({ delta }) => delta).join("");
}

function statusOf(reply: Reply): number {
  return reply.kind === "json" ? reply.status : 200;
}
