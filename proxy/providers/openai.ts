import { type HintPlace, NOTE } from "../hint/hint_place.ts";
import { CREDENTIALS, everything } from "./generic.ts";
import { openaiChat } from "./openai_chat.ts";
import { openaiRealtime } from "./openai_realtime.ts";
import { openaiResponses } from "./openai_responses.ts";
import { openaiStored } from "./openai_stored.ts";
import type { Endpoint, Provider } from "./provider.ts";

const DEVELOPER_MESSAGE: HintPlace = {
  kind: "message",
  needs: ["input"],
  never: ["previous_response_id"],
  list: "input",
  roles: [],
  part: NOTE,
  whole: {
    type: "message",
    role: "developer",
    content: [{ type: "input_text", text: NOTE }],
  },
};

/** The same endpoint at other addresses. */
function at(endpoint: Endpoint, paths: readonly string[]): Endpoint[] {
  return paths.map((path) => ({ ...endpoint, path }));
}

/** OpenAI, and every provider that offers its API. */
export const openai: Provider = {
  name: "openai",
  endpoints: [
    ...at(openaiChat, ["/**/chat/completions", "/**/completions"]),
    ...at(openaiResponses, ["/**/responses"]),
    ...at({ ...openaiResponses, hints: [] }, [
      "/**/responses/compact",
      "/**/responses/*",
      "/**/responses/*/input_items",
    ]),
    openaiRealtime,
    ...openaiStored,
  ],
  fallback: everything,
  credentials: CREDENTIALS,
  parameters: [],
  // How a browser, which can set no header, shows its key.
  subprotocols: ["openai-insecure-api-key.", "xai-client-secret."],
  errors: "openai",
};

/** ChatGPT's backend, of which only Codex is read. */
export const codex: Provider = {
  ...openai,
  name: "codex",
  // Its backend takes no instructions but those that it knows.
  endpoints: openai.endpoints.map((endpoint) =>
    endpoint.path === "/**/responses"
      ? { ...endpoint, hints: [DEVELOPER_MESSAGE] }
      : endpoint
  ),
  only: ["/backend-api/codex/**"],
};
