import { equal } from "node:assert/strict";
import { json } from "../transcript.ts";
import {
  type Any,
  envFile,
  lastPlaceholder,
  picture,
  sign,
  type Talk,
} from "./talk.ts";

/** Bedrock Converse: signed reasoning, and cache points between the blocks. */
export const converseTalk: Talk = {
  name: "Bedrock Converse with signed reasoning",
  provider: "bedrock",
  path: "/model/eu.anthropic.claude-test-v1%3A0/converse",
  say: (n, secret) => [{
    role: "user",
    content: [
      ...n === 0 ? [] : [{
        toolResult: {
          toolUseId: `t${n - 1}`,
          content: [{ text: secret }, { json: { token: secret } }],
        },
      }],
      { text: `turn ${n}: ${secret}` },
      { image: { format: "png", source: { bytes: picture(n) } } },
      { document: { format: "pdf", name: "n", source: { bytes: picture(n) } } },
      {
        document: {
          format: "txt",
          name: "e",
          source: { bytes: envFile(n, secret) },
        },
      },
      ...n % 20 === 0 ? [{ cachePoint: { type: "default" } }] : [],
    ],
  }],
  ask: (messages) => ({
    system: [{ text: "Use SECRET-always." }, {
      cachePoint: { type: "default" },
    }],
    messages,
  }),
  answer(body, n) {
    const sealed = this.sealed(body);
    equal(sealed.length, 2 * n);
    for (
      const { reasoningContent: { reasoningText, redactedContent } } of sealed
    ) {
      if (reasoningText) {
        equal(reasoningText.signature, sign(reasoningText.text));
      } else equal(redactedContent, sign("redacted"));
    }
    const points = JSON.stringify(body).split('"cachePoint"').length - 1;
    equal(points, 2 + Math.floor(n / 20));
    const held = lastPlaceholder(body);
    const text = `The key is ${held}, so SECRET-thought.`;
    const content = [
      { reasoningContent: { reasoningText: { text, signature: sign(text) } } },
      { reasoningContent: { redactedContent: sign("redacted") } },
      { text: `So ${held}` },
      {
        toolUse: {
          toolUseId: `t${n}`,
          name: "write",
          input: { signature: held, [held]: [held] },
        },
      },
    ];
    return json(JSON.stringify({
      output: { message: { role: "assistant", content } },
      stopReason: "tool_use",
    }));
  },
  keep: (answer) => [JSON.parse(answer).output.message],
  sealed: ({ messages }) =>
    messages.flatMap(({ content }: Any) => content)
      .filter(({ reasoningContent }: Any) => reasoningContent),
};
