import { copilot } from "./copilot.ts";
import { ollama } from "./ollama.ts";
import type { Provider } from "./provider.ts";

/** Ollama and its kin, which speak the wires of others besides their own. */
export const ollamaHost: Provider = {
  ...copilot,
  name: "ollama",
  endpoints: [ollama, ...copilot.endpoints],
};
