import {
  anthropicMessages,
  messageRules,
  signed,
} from "./anthropic_messages.ts";
import { requestBelow, requestOf } from "./below.ts";
import { CREDENTIALS, everything } from "./generic.ts";
import type { Endpoint, Provider } from "./provider.ts";

/** A batch holds many messages. */
const batch: Endpoint = {
  ...everything,
  path: "/v1/messages/batches",
  request: requestOf(
    { opaque: ["requests.*.custom_id"], intact: [] },
    requestBelow("requests.*.params", messageRules),
  ),
};

/** The lines of a batch's results. */
const results: Endpoint = {
  ...everything,
  path: "/v1/messages/batches/*/results",
  response: {
    ...everything.response,
    opaque: signed.map((path) => `result.message.${path}`),
  },
  stream: {
    ...everything.stream,
    opaque: signed.map((path) => `result.message.${path}`),
    tools: [{
      call: "result.message.content.*[type=tool_use]",
      name: "name",
      input: "input",
    }],
  },
};

/**
 * Anthropic's API.
 *
 * @see https://docs.anthropic.com/en/api
 */
export const anthropic: Provider = {
  name: "anthropic",
  endpoints: [
    anthropicMessages,
    { ...anthropicMessages, path: "/v1/messages/count_tokens" },
    { ...anthropicMessages, path: "/v1/complete", hints: [] },
    batch,
    results,
  ],
  fallback: everything,
  credentials: CREDENTIALS,
  parameters: [],
  errors: "anthropic",
};
