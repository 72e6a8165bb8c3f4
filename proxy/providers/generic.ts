import { anthropicMessages } from "./anthropic_messages.ts";
import { gemini } from "./gemini_generate.ts";
import { ollama } from "./ollama.ts";
import { openaiChat } from "./openai_chat.ts";
import { openaiResponses } from "./openai_responses.ts";
import type { Endpoint, Provider } from "./provider.ts";

/** Every wire that a gateway may turn out to speak. */
const WIRES = [anthropicMessages, openaiChat, openaiResponses, gemini, ollama];

/**
 * Any JSON, at an address of which nothing is known.
 *
 * Every string of a request is scanned; an answer is restored as on whichever
 * wire its places fit.
 */
export const everything: Endpoint = {
  path: "/**",
  request: { opaque: [], intact: [] },
  response: {
    opaque: WIRES.flatMap(({ response }) => response.opaque),
    json: WIRES.flatMap(({ response }) => response.json),
    tools: WIRES.flatMap(({ response }) => response.tools ?? []),
  },
  stream: {
    opaque: WIRES.flatMap(({ stream }) => stream.opaque),
    json: WIRES.flatMap(({ stream }) => stream.json),
    tools: WIRES.flatMap(({ stream }) => stream.tools ?? []),
    names: WIRES.flatMap(({ stream }) => stream.names ?? []),
    deltas: WIRES.flatMap(({ stream }) => stream.deltas),
    channel: [...new Set(WIRES.flatMap(({ stream }) => stream.channel))],
    ends: WIRES.flatMap(({ stream }) => stream.ends),
    // Not the role: some clients would join it to the one they have.
    keep: ["type", "thought"],
    sentinel: "[DONE]",
  },
};

/** Header fields by which clients identify themselves to a provider. */
export const CREDENTIALS: readonly string[] = [
  "authorization",
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "cookie",
];

/** A provider of which nothing is known. */
export const generic: Provider = {
  name: "generic",
  endpoints: [],
  fallback: everything,
  credentials: CREDENTIALS,
  parameters: [],
  errors: "openai",
};
