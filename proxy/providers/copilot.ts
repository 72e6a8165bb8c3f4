import { anthropic } from "./anthropic.ts";
import { everything } from "./generic.ts";
import { openai } from "./openai.ts";
import type { Provider } from "./provider.ts";

/** GitHub Copilot, which speaks both OpenAI's wire and Anthropic's. */
export const copilot: Provider = {
  ...openai,
  name: "copilot",
  endpoints: [
    ...openai.endpoints,
    ...anthropic.endpoints.map((endpoint) => ({
      ...endpoint,
      path: `/**${endpoint.path}`,
    })),
  ],
  fallback: everything,
};
