import { copilot } from "./copilot.ts";
import { gemini } from "./gemini.ts";
import type { Provider } from "./provider.ts";

/** A host that offers the wires of several providers, each under its own path. */
export const gateway: Provider = {
  ...copilot,
  name: "gateway",
  endpoints: [...copilot.endpoints, ...gemini.endpoints],
};
