import process from "node:process";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import Anthropic from "@anthropic-ai/sdk";
import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { GoogleGenAI } from "@google/genai";
import { bedrockTurns, byFetch } from "./bedrock_turns.ts";
import type { Errand } from "./conversation.ts";
import { geminiTurns } from "./gemini_turns.ts";
import { toolRunnerTurns } from "./tool_runner_turns.ts";
import { vercelTurns } from "./vercel_turns.ts";

/** A program that uses the clients which agents are built with. */
const errand = JSON.parse(process.argv[2]!) as Errand & {
  readonly google: string;
  readonly bedrock: string;
};
const apiKey = "test-key";
const options = { apiKey, maxRetries: 0 };
const google = new GoogleGenAI({
  apiKey,
  httpOptions: { baseUrl: errand.google },
});
const bedrock = new BedrockRuntimeClient({
  region: "us-east-1",
  endpoint: errand.bedrock,
  token: { token: apiKey },
  authSchemePreference: ["httpBearerAuth"],
  requestHandler: byFetch,
  maxAttempts: 1,
});
const claude = createAnthropic({ apiKey, baseURL: `${errand.anthropic}/v1` });
const gpt = createOpenAI({ apiKey, baseURL: errand.openai });
const told = [
  ...await geminiTurns(google, errand),
  ...await bedrockTurns(bedrock, errand),
  ...await toolRunnerTurns(
    new Anthropic({ ...options, baseURL: errand.anthropic }),
    errand,
  ),
  ...await vercelTurns(claude("claude-test"), { ...errand, name: "Anthropic" }),
  ...await vercelTurns(gpt.chat("gpt-test"), { ...errand, name: "Chat" }),
  ...await vercelTurns(gpt.responses("gpt-test"), {
    ...errand,
    name: "Responses",
  }),
];
process.stdout.write(JSON.stringify(told));
