import { base64 } from "./media.ts";
import type { Endpoint, ToolPlace } from "./provider.ts";

const CALL: ToolPlace = {
  call: "message.tool_calls.*.function",
  name: "name",
  input: "arguments",
};

/**
 * Ollama's chat and generate: one JSON text a line.
 *
 * @see https://github.com/ollama/ollama/blob/main/docs/api.md
 */
export const ollama: Endpoint = {
  path: "/**/api/*",
  request: {
    opaque: [
      "model",
      "messages.*.role",
      base64("messages.*.images.*"),
      base64("images.*"),
    ],
    intact: [],
  },
  response: { opaque: [], json: [], tools: [CALL] },
  stream: {
    opaque: [],
    json: [],
    tools: [CALL],
    deltas: [
      { path: "message.content", dialect: "plain" },
      { path: "message.thinking", dialect: "plain" },
      { path: "response", dialect: "plain" },
      { path: "thinking", dialect: "plain" },
    ],
    channel: [],
    ends: [{ path: "[done=true]" }],
    keep: ["role"],
  },
};
