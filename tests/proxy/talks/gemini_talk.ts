import { deepEqual } from "node:assert/strict";
import { json } from "../transcript.ts";
import {
  type Any,
  envFile,
  lastPlaceholder,
  picture,
  sign,
  type Talk,
} from "./talk.ts";

/** Gemini CLI's way: each call of a function brings its thought's signature along. */
export const geminiTalk: Talk = {
  name: "Gemini with thought signatures",
  provider: "gemini",
  path: "/v1internal:generateContent",
  say: (n, secret) => [{
    role: "user",
    parts: [
      ...n === 0 ? [] : [{
        functionResponse: { name: "write", response: { output: secret } },
      }],
      { text: `turn ${n}: ${secret}` },
      { inlineData: { mimeType: "image/png", data: picture(n) } },
      { inlineData: { mimeType: "application/pdf", data: picture(n) } },
      { inlineData: { mimeType: "text/plain", data: envFile(n, secret) } },
    ],
  }],
  ask: (contents) => ({
    model: "gemini-test",
    request: {
      systemInstruction: { parts: [{ text: "Use SECRET-always." }] },
      contents,
    },
  }),
  answer(body, n) {
    deepEqual(
      this.sealed(body).map(({ thoughtSignature }) => thoughtSignature),
      Array.from({ length: n }, (_, at) => sign(`${at}`)),
    );
    const held = lastPlaceholder(body);
    const parts = [
      { text: `So ${held}` },
      {
        functionCall: { name: "write", args: { name: held, [held]: 1 } },
        thoughtSignature: sign(`${n}`),
      },
    ];
    return json(JSON.stringify({
      response: { candidates: [{ content: { role: "model", parts } }] },
    }));
  },
  keep: (answer) => [JSON.parse(answer).response.candidates[0].content],
  sealed: ({ request }) =>
    request.contents.flatMap(({ parts }: Any) => parts)
      .filter(({ thoughtSignature }: Any) => thoughtSignature)
      .map(({ thoughtSignature }: Any) => ({ thoughtSignature })),
};
