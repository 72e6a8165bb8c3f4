import { equal, ok } from "node:assert/strict";
import { answer } from "../transcript.ts";
import {
  type Any,
  envFile,
  lastPlaceholder,
  picture,
  sign,
  type Talk,
} from "./talk.ts";

/** Claude Code's way: billing block first, at most four cache breakpoints, thinking, tools. */
export const anthropicTalk: Talk = {
  name: "Anthropic Messages with signed thinking",
  provider: "anthropic",
  path: "/v1/messages",
  say: (n, secret) => [{
    role: "user",
    content: [
      ...n === 0 ? [] : [{
        type: "tool_result",
        tool_use_id: `toolu_${n - 1}`,
        content: [{ type: "text", text: `KEY=${secret}\n` }],
      }],
      { type: "text", text: `turn ${n}: ${secret}, “${n}”` },
      {
        type: "image",
        source: { type: "base64", media_type: "image/png", data: picture(n) },
      },
      {
        type: "document",
        source: {
          type: "base64",
          media_type: "text/plain",
          data: envFile(n, secret),
        },
      },
      {
        type: "document",
        title: "notes",
        source: {
          type: "text",
          media_type: "text/plain",
          data: `${secret} and a literal <pl:AWS:0123456789abcdef>`,
        },
        ...n % 20 === 0 && { cache_control: { type: "ephemeral" } },
      },
    ],
  }],
  ask: (messages) => ({
    model: "claude-test",
    stream: true,
    system: [
      { type: "text", text: "x-anthropic-billing-header cch=SECRET-billed;" },
      {
        type: "text",
        text: "Use SECRET-always.",
        cache_control: { type: "ephemeral" },
      },
    ],
    messages,
  }),
  answer(body, n) {
    for (const { thinking, signature, data } of this.sealed(body)) {
      equal(signature ?? sign("redacted"), sign(thinking ?? "redacted"));
      if (data) equal(data, sign(`<pl:TEST:${"0".repeat(16)}>`));
    }
    equal(this.sealed(body).length, 2 * n);
    const breakpoints = JSON.stringify(body).split('"cache_control"').length -
      1;
    ok(breakpoints <= 4, "the API takes four");
    equal(breakpoints, 2 + Math.floor(n / 20));
    ok(body.system[0].text.includes("SECRET-billed"));
    return stream(n, lastPlaceholder(body));
  },
  keep: (sse) => [{ role: "assistant", content: blocksOf(sse) }],
  sealed: ({ messages }) =>
    messages.flatMap(({ content }: Any) => content)
      .filter(({ type }: Any) => /thinking/.test(type)),
};

function stream(n: number, held: string) {
  const thinking = `The key is ${held}, so SECRET-thought. 😀`;
  const blocks: readonly (readonly [Any, readonly Any[]])[] = [
    [{ type: "thinking", thinking: "", signature: "" }, [
      { type: "thinking_delta", thinking: thinking.slice(0, 20) },
      { type: "thinking_delta", thinking: thinking.slice(20) },
      { type: "signature_delta", signature: sign(thinking) },
    ]],
    [{
      type: "redacted_thinking",
      data: sign(`<pl:TEST:${"0".repeat(16)}>`),
    }, []],
    [{ type: "text", text: "" }, [
      { type: "text_delta", text: `So ${held.slice(0, 9)}` },
      { type: "text_delta", text: `${held.slice(9)}, <` },
    ]],
    [{ type: "tool_use", id: `toolu_${n}`, name: "write", input: {} }, [
      { type: "input_json_delta", partial_json: '{"name": "' },
      { type: "input_json_delta", partial_json: `${held}", "token": "` },
      { type: "input_json_delta", partial_json: `${held}"}` },
    ]],
  ];
  const events = blocks.flatMap(([content_block, deltas], index) => [
    { type: "content_block_start", index, content_block },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ]);
  return answer(
    events.map((event) =>
      `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
    ),
    { "content-type": "text/event-stream" },
  );
}

/** The blocks as Anthropic's SDK adds them up. */
function blocksOf(sse: string): Any[] {
  const blocks: Any[] = [];
  for (const [, data] of sse.matchAll(/^data: (.*)$/gm)) {
    const { index, content_block, delta } = JSON.parse(data!);
    if (content_block) blocks[index] = { ...content_block };
    for (const [name, piece] of Object.entries(delta ?? {})) {
      if (name !== "type") {
        blocks[index][name] = (blocks[index][name] ?? "") + piece;
      }
    }
  }
  return blocks.map(({ partial_json, ...block }) =>
    partial_json === undefined
      ? block
      : { ...block, input: JSON.parse(partial_json) }
  );
}
