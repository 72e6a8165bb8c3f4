import {
  anthropicMessages,
  messageRules,
  signed,
} from "./anthropic_messages.ts";
import { CREDENTIALS, everything } from "./generic.ts";
import type { Endpoint, Provider } from "./provider.ts";

/** The same rules, one level down: a batch holds many messages. */
const batch: Endpoint = {
  ...everything,
  path: "/v1/messages/batches",
  request: {
    opaque: [
      "requests.*.custom_id",
      ...messageRules.opaque.map((rule) =>
        typeof rule === "string"
          ? `requests.*.params.${rule}`
          : { ...rule, path: `requests.*.params.${rule.path}` }
      ),
    ],
    intact: messageRules.intact.map((path) => `requests.*.params.${path}`),
  },
};

/** The lines of a batch's results. */
const results: Endpoint = {
  ...everything,
  path: "/v1/messages/batches/*/results",
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
