import { requestBelow, requestOf, responseBelow, responseOf } from "./below.ts";
import { everything } from "./generic.ts";
import { openaiChat } from "./openai_chat.ts";
import { openaiResponses } from "./openai_responses.ts";
import type { Endpoint } from "./provider.ts";

/**
 * Files: the lines of a batch's input have a request under `body`, those of its
 * output an answer under `response.body`. Any other file is text or JSON.
 *
 * @see https://platform.openai.com/docs/api-reference/batch/request-input
 */
const files: Endpoint = {
  ...everything,
  path: "/**/files",
  request: requestOf(
    { opaque: ["purpose"], intact: [] },
    requestBelow("body", openaiChat.request),
    requestBelow("body", openaiResponses.request),
  ),
  response: responseOf(
    everything.response,
    responseBelow("response.body", openaiChat.response),
    responseBelow("response.body", openaiResponses.response),
  ),
};

/** Files that say that they are JSON lines stream by the line. */
const contents: Endpoint = {
  ...files,
  path: "/**/files/*/content",
  stream: { ...everything.stream, ...files.response, deltas: [], ends: [] },
};

const batches: Endpoint = {
  ...everything,
  path: "/**/batches",
  request: {
    opaque: ["input_file_id", "endpoint", "completion_window"],
    intact: [],
  },
};

/** @see https://platform.openai.com/docs/api-reference/embeddings */
const embeddings: Endpoint = {
  ...everything,
  path: "/**/embeddings",
  request: { opaque: ["model", "encoding_format"], intact: [] },
  response: { opaque: ["data.*.embedding", "model"], json: [] },
};

/** A stored conversation has the items of Responses, under another name. */
const conversations: Endpoint = {
  ...openaiResponses,
  hints: [],
  path: "/**/conversations",
  request: {
    ...openaiResponses.request,
    opaque: openaiResponses.request.opaque.map((rule) =>
      typeof rule === "string"
        ? rule.replace(/^input\./, "items.")
        : { ...rule, path: rule.path.replace(/^input\./, "items.") }
    ),
  },
};

/** What OpenAI keeps and gives back later, and what it counts. */
export const openaiStored: readonly Endpoint[] = [
  files,
  contents,
  batches,
  embeddings,
  conversations,
  { ...conversations, path: "/**/conversations/*/items" },
];
