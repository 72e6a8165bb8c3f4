import process from "node:process";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { EnvHttpProxyAgent, fetch as fetchOfUndici } from "undici";
import { anthropicTurns } from "./anthropic_turns.ts";
import type { Errand } from "./conversation.ts";
import { openaiChatTurns } from "./openai_chat_turns.ts";
import { openaiResponsesTurns } from "./openai_responses_turns.ts";

/**
 * A program that uses the providers' SDKs, on Deno or on Node.
 *
 * Deno's own `fetch` takes proxy and root from the environment. Node's takes
 * no proxy before 24, so it is given one as OpenAI's and Anthropic's READMEs
 * say, by a dispatcher of undici.
 */
const errand = JSON.parse(process.argv[2]!) as Errand;
const options = {
  apiKey: "test-key",
  maxRetries: 0,
  ...("Deno" in globalThis ? {} : { fetch: proxiedFetch() }),
};
const anthropic = new Anthropic({ ...options, baseURL: errand.anthropic });
const openai = new OpenAI({ ...options, baseURL: errand.openai });
const told = [
  ...await anthropicTurns(anthropic, errand),
  ...await openaiChatTurns(openai, errand),
  ...await openaiResponsesTurns(openai, errand),
];
process.stdout.write(JSON.stringify(told));

function proxiedFetch(): typeof fetch {
  const dispatcher = new EnvHttpProxyAgent();
  const proxied = (url: string, init: object) =>
    fetchOfUndici(url, { ...init, dispatcher });
  return proxied as unknown as typeof fetch;
}
