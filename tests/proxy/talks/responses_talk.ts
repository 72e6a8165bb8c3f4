import { equal } from "node:assert/strict";
import { answer } from "../transcript.ts";
import {
  type Any,
  envFile,
  lastPlaceholder,
  picture,
  sign,
  type Talk,
} from "./talk.ts";

/** Codex's way: nothing is stored, so encrypted reasoning goes back and forth. */
export const responsesTalk: Talk = {
  name: "OpenAI Responses with encrypted reasoning",
  provider: "openai",
  path: "/v1/responses",
  say: (n, secret) => [
    ...n === 0 ? [] : [{
      type: "function_call_output",
      call_id: `call_${n - 1}`,
      output: `KEY=${secret}\n`,
    }],
    {
      type: "message",
      role: "user",
      content: [
        { type: "input_text", text: `turn ${n}: ${secret}` },
        {
          type: "input_image",
          image_url: `data:image/png;base64,${picture(n)}`,
        },
        {
          type: "input_file",
          filename: "n.pdf",
          file_data: `data:application/pdf;base64,${picture(n)}`,
        },
        {
          type: "input_file",
          filename: ".env",
          file_data: `data:text/plain;base64,${envFile(n, secret)}`,
        },
      ],
    },
  ],
  ask: (input) => ({
    model: "gpt-test",
    stream: true,
    store: false,
    include: ["reasoning.encrypted_content"],
    instructions: "Use SECRET-always.",
    prompt_cache_key: "c1",
    input,
  }),
  answer(body, n) {
    const sealed = this.sealed(body);
    equal(sealed.length, n);
    sealed.forEach(({ id, encrypted_content }, at) => {
      equal(id, `rs_${at}`);
      equal(encrypted_content, seal(at));
    });
    return stream(n, lastPlaceholder(body));
  },
  keep: (sse) =>
    [...sse.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!))
      .find(({ type }) => type === "response.completed").response.output,
  sealed: ({ input }) =>
    input.filter(({ type }: Any) => type === "reasoning")
      .map(({ id, encrypted_content }: Any) => ({ id, encrypted_content })),
};

/** Ciphertext that happens to look like what it must not be taken for. */
function seal(n: number): string {
  return `${sign(`${n}`)}<pl:SEALED:23bec8a64a442baa>`;
}

function stream(n: number, held: string) {
  const args = JSON.stringify({ id: held, data: `${held}\n` });
  const output = [
    {
      type: "reasoning",
      id: `rs_${n}`,
      encrypted_content: seal(n),
      summary: [{ type: "summary_text", text: `Think of ${held}` }],
    },
    {
      type: "message",
      id: `msg_${n}`,
      role: "assistant",
      content: [{ type: "output_text", text: `So ${held}` }],
    },
    {
      type: "function_call",
      id: `fc_${n}`,
      call_id: `call_${n}`,
      name: "write",
      arguments: args,
    },
  ];
  const events = [
    { type: "response.output_text.delta", output_index: 1, delta: "So <p" },
    {
      type: "response.output_text.delta",
      output_index: 1,
      delta: held.slice(2),
    },
    ...output.map((item, output_index) => ({
      type: "response.output_item.done",
      output_index,
      item,
    })),
    { type: "response.completed", response: { id: `resp_${n}`, output } },
  ];
  return answer(
    events.map((event) => `data: ${JSON.stringify(event)}\n\n`),
  );
}
