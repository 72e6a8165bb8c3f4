import { anthropic } from "./anthropic.ts";
import { bedrock } from "./bedrock.ts";
import { copilot } from "./copilot.ts";
import { gateway } from "./gateway.ts";
import { gemini } from "./gemini.ts";
import { generic } from "./generic.ts";
import { ollamaHost } from "./ollama_host.ts";
import { codex, openai } from "./openai.ts";
import type { Provider } from "./provider.ts";

/** Every provider, by the name that `config.toml` gives it. */
export const PROVIDERS: Readonly<Record<string, Provider>> = Object.fromEntries(
  [
    anthropic,
    openai,
    codex,
    gemini,
    copilot,
    bedrock,
    gateway,
    ollamaHost,
    generic,
  ]
    .map((provider) => [provider.name, provider]),
);
