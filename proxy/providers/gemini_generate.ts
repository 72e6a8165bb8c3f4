import { NOTE } from "../hint/hint_place.ts";
import { base64 } from "./media.ts";
import type { Endpoint, Shaped, ToolPlace } from "./provider.ts";

/** Where the request proper stands: alone, or wrapped by Code Assist. */
const WRAPS = ["", "request."];
/** Where an answer stands: alone, wrapped by Code Assist, or in a streamed array. */
const ANSWERS = ["", "response.", "*.", "*.response."];

const functionCall = (answer: string): ToolPlace => ({
  call: `${answer}candidates.*.content.parts.*.functionCall`,
  name: "name",
  input: "args",
});

/** A file that the model wrote. */
const inlineData = (answer: string) =>
  `${answer}candidates.*.content.parts.*.inlineData.data`;

/** The rules of a request, each at the places where the request may stand. */
function wrapped(rules: readonly (string | Shaped)[]): (string | Shaped)[] {
  return WRAPS.flatMap((wrap) =>
    rules.map((rule) =>
      typeof rule === "string"
        ? wrap + rule
        : { ...rule, path: wrap + rule.path }
    )
  );
}

/**
 * Gemini's generateContent and its siblings, alone and wrapped by Code Assist.
 *
 * @see https://ai.google.dev/api/generate-content
 */
export const gemini: Endpoint = {
  path: "/**/*:generateContent",
  streamsArrays: true,
  hints: WRAPS.map((wrap) => ({
    kind: "member",
    needs: [`${wrap}contents`],
    // A cached prefix has the system prompt in it.
    never: [`${wrap}cachedContent`, `${wrap}cached_content`],
    names: [`${wrap}systemInstruction`, `${wrap}system_instruction`],
    list: "parts",
    part: { text: NOTE },
    whole: { parts: [{ text: NOTE }] },
  })),
  request: {
    opaque: [
      "model",
      ...wrapped([
        "contents.*.role",
        "contents.*.parts.*.thoughtSignature",
        "contents.*.parts.*.thought_signature",
        "contents.*.parts.*.function_call.name",
        "contents.*.parts.*.function_response.name",
        "contents.*.parts.*.functionCall.id",
        "contents.*.parts.*.functionCall.name",
        "contents.*.parts.*.functionResponse.id",
        "contents.*.parts.*.functionResponse.name",
        "contents.*.parts.*.inlineData.mimeType",
        base64("contents.*.parts.*.inlineData.data"),
        base64("contents.*.parts.*.inline_data.data"),
        base64("contents.*.parts.*.functionResponse.parts.*.inlineData.data"),
        base64("systemInstruction.parts.*.inlineData.data"),
        base64("system_instruction.parts.*.inline_data.data"),
        "tools.*.functionDeclarations.*.name",
      ]),
    ],
    intact: [],
  },
  response: {
    opaque: ANSWERS.map((answer) =>
      `${answer}candidates.*.content.parts.*.thoughtSignature`
    ),
    json: [],
    files: ANSWERS.map(inlineData),
    tools: ANSWERS.map(functionCall),
  },
  stream: {
    opaque: ANSWERS.slice(0, 2).map((answer) =>
      `${answer}candidates.*.content.parts.*.thoughtSignature`
    ),
    json: [],
    files: ANSWERS.slice(0, 2).map(inlineData),
    tools: ANSWERS.slice(0, 2).map(functionCall),
    deltas: ANSWERS.slice(0, 2).map((answer) => ({
      path: `${answer}candidates.*.content.parts.*.text`,
      dialect: "plain" as const,
    })),
    channel: ["index"],
    ends: ANSWERS.slice(0, 2).map((answer) => ({
      path: `${answer}candidates.*`,
      present: "finishReason",
    })),
    keep: ["role", "thought"],
  },
};
