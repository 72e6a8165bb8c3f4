import { gemini } from "./gemini_generate.ts";
import { base64 } from "./media.ts";
import type { Endpoint } from "./provider.ts";

const MODEL = "serverContent.modelTurn.parts.*";

/**
 * Gemini Live: JSON messages over a WebSocket, in text or in binary frames.
 *
 * @see https://ai.google.dev/api/live
 */
export const geminiLive: Endpoint = {
  path: "/ws/*",
  request: {
    opaque: [
      "setup.model",
      "setup.sessionResumption.handle",
      "setup.tools.*.functionDeclarations.*.name",
      "clientContent.turns.*.role",
      "clientContent.turns.*.parts.*.thoughtSignature",
      base64("clientContent.turns.*.parts.*.inlineData.data"),
      base64("realtimeInput.mediaChunks.*.data"),
      base64("realtimeInput.audio.data"),
      base64("realtimeInput.video.data"),
      "toolResponse.functionResponses.*.id",
      "toolResponse.functionResponses.*.name",
    ],
    intact: [],
  },
  response: gemini.response,
  stream: {
    opaque: [
      `${MODEL}.thoughtSignature`,
      `${MODEL}.inlineData.data`,
      "sessionResumptionUpdate.newHandle",
    ],
    json: [],
    tools: [
      { call: "toolCall.functionCalls.*", name: "name", input: "args" },
    ],
    deltas: [
      { path: `${MODEL}.text`, dialect: "plain" },
      { path: "serverContent.inputTranscription.text", dialect: "plain" },
      { path: "serverContent.outputTranscription.text", dialect: "plain" },
    ],
    channel: [],
    ends: ["turnComplete", "generationComplete", "interrupted"].map((
      present,
    ) => ({ path: "serverContent", present })),
    keep: ["role", "thought"],
  },
};
