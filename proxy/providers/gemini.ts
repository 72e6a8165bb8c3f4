import { gemini as generate } from "./gemini_generate.ts";
import { CREDENTIALS, everything } from "./generic.ts";
import type { Provider } from "./provider.ts";

/** Google Gemini and Code Assist. */
export const gemini: Provider = {
  name: "gemini",
  endpoints: [
    ":generateContent",
    ":streamGenerateContent",
    ":countTokens",
    ":batchGenerateContent",
  ].map((verb) => ({
    ...generate,
    path: `/**/*${verb}`,
    // The others take no system prompt, or many.
    hints: verb.endsWith("enerateContent") && !verb.startsWith(":batch")
      ? generate.hints ?? []
      : [],
  })),
  fallback: everything,
  credentials: CREDENTIALS,
  parameters: ["key", "access_token"],
  errors: "google",
};
