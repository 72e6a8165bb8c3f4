import { gemini as generate } from "./gemini_generate.ts";
import { geminiLive } from "./gemini_live.ts";
import { CREDENTIALS, everything } from "./generic.ts";
import type { Provider } from "./provider.ts";

/** Google Gemini and Code Assist. */
export const gemini: Provider = {
  name: "gemini",
  endpoints: [
    geminiLive,
    ...[
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
    { ...generate, path: "/**/cachedContents", hints: [] },
  ],
  fallback: everything,
  credentials: CREDENTIALS,
  parameters: ["key", "access_token"],
  errors: "google",
};
