import { anthropicEvents, anthropicJson } from "./answers/anthropic.ts";
import type { Answer } from "./answers/answer.ts";
import {
  converseFrames,
  converseJson,
  invokeFrames,
} from "./answers/bedrock.ts";
import {
  codeAssistEvents,
  codeAssistJson,
  geminiArray,
  geminiEvents,
  geminiJson,
  liveMessages,
} from "./answers/gemini.ts";
import {
  anyJson,
  ollamaChatLines,
  ollamaGenerateLines,
} from "./answers/lines.ts";
import {
  chatEvents,
  chatJson,
  codexEvents,
  completionJson,
  responsesEvents,
  responsesJson,
  responsesMessages,
} from "./answers/openai.ts";
import {
  type BodyFormat,
  CALLED_NOTHING,
  CALLED_TEXT,
  JSONL_FILE,
  LINES,
  TEXT_FILE,
} from "./body_format.ts";
import { anthropic, anthropicComplete } from "./families/anthropic.ts";
import { converse } from "./families/converse.ts";
import { codeAssist, gemini } from "./families/gemini.ts";
import { ollamaChat, ollamaGenerate } from "./families/ollama.ts";
import {
  openaiBatches,
  openaiChat,
  openaiCompletions,
  openaiEmbeddings,
} from "./families/openai_chat.ts";
import { openaiResponses } from "./families/openai_responses.ts";
import { geminiLive, openaiRealtime } from "./families/realtime.ts";
import { file, unknown } from "./families/unknown.ts";
import type { Family, Fields } from "./position.ts";

/** One endpoint of one provider, and one of the ways in which it answers. */
export interface Wire {
  /** As `proxy/providers/hosts.ts` has it, `*` made into a name. */
  readonly host: string;
  /** Path and query. */
  readonly path: string;
  readonly family: Family;
  readonly answer: Answer;
  /** @default JSON as it is */
  readonly format?: BodyFormat;
  /** A WebSocket: the body is one message of the client's. */
  readonly isSocket?: true;
  /** What this endpoint puts around its family's body. */
  readonly around?: (body: Fields) => Fields;
}

const chat = { family: openaiChat, answer: chatEvents };
const responses = { family: openaiResponses, answer: responsesEvents };
const claude = { host: "api.anthropic.com", family: anthropic };
const gpt = { host: "api.openai.com" };
const google = { host: "generativelanguage.googleapis.com", family: gemini };
const assist = { host: "cloudcode-pa.googleapis.com", family: codeAssist };
const aws = { host: "bedrock-runtime.eu-central-1.amazonaws.com" };
const GEMINI = "/v1beta/models/gemini-test";
const MODEL = "/model/eu.anthropic.claude-test-v1%3A0";

function streaming(body: Fields): Fields {
  return { ...body, stream: true };
}

/** As Codex asks over a WebSocket. */
function created(body: Fields): Fields {
  return { type: "response.create", ...body };
}

function invoked({ model: _, ...body }: Fields): Fields {
  return { anthropic_version: "bedrock-2023-05-31", ...body };
}

function batched(params: Fields): Fields {
  return { requests: [{ custom_id: "a", params }, { custom_id: "b", params }] };
}

/** Every endpoint of proxy/providers, and some addresses that nobody knows. */
export const WIRES: readonly Wire[] = [
  { ...claude, path: "/v1/messages", answer: anthropicJson },
  {
    ...claude,
    path: "/v1/messages?beta=true",
    answer: anthropicEvents,
    around: streaming,
  },
  { ...claude, path: "/v1/messages/count_tokens", answer: anyJson },
  {
    ...claude,
    path: "/v1/messages/batches",
    answer: anyJson,
    around: batched,
  },
  {
    ...claude,
    path: "/v1/complete",
    family: anthropicComplete,
    answer: anyJson,
  },
  {
    ...claude,
    path: "/v1/files",
    family: file,
    format: TEXT_FILE,
    answer: anyJson,
  },
  { ...gpt, ...chat, path: "/v1/chat/completions", answer: chatJson },
  { ...gpt, ...chat, path: "/v1/chat/completions", around: streaming },
  { ...gpt, ...responses, path: "/v1/responses", answer: responsesJson },
  { ...gpt, ...responses, path: "/v1/responses", around: streaming },
  {
    ...gpt,
    ...responses,
    path: "/v1/responses/compact",
    answer: responsesJson,
  },
  {
    ...gpt,
    path: "/v1/completions",
    family: openaiCompletions,
    answer: completionJson,
  },
  {
    ...gpt,
    path: "/v1/embeddings",
    family: openaiEmbeddings,
    answer: anyJson,
  },
  { ...gpt, path: "/v1/batches", family: openaiBatches, answer: anyJson },
  {
    ...gpt,
    path: "/v1/files",
    family: openaiResponses,
    format: JSONL_FILE,
    answer: anyJson,
  },
  {
    host: "chatgpt.com",
    path: "/backend-api/codex/responses",
    family: openaiResponses,
    answer: codexEvents,
    around: streaming,
  },
  { ...google, path: `${GEMINI}:generateContent`, answer: geminiJson },
  {
    ...google,
    path: `${GEMINI}:streamGenerateContent?alt=sse`,
    answer: geminiEvents,
  },
  { ...google, path: `${GEMINI}:streamGenerateContent`, answer: geminiArray },
  { ...google, path: `${GEMINI}:countTokens`, answer: anyJson },
  { ...assist, path: "/v1internal:generateContent", answer: codeAssistJson },
  {
    ...assist,
    path: "/v1internal:streamGenerateContent?alt=sse",
    answer: codeAssistEvents,
  },
  {
    ...aws,
    path: `${MODEL}/invoke`,
    family: anthropic,
    answer: anthropicJson,
    around: invoked,
  },
  {
    ...aws,
    path: `${MODEL}/invoke-with-response-stream`,
    family: anthropic,
    answer: invokeFrames,
    around: invoked,
  },
  { ...aws, path: `${MODEL}/converse`, family: converse, answer: converseJson },
  {
    ...aws,
    path: `${MODEL}/converse-stream`,
    family: converse,
    answer: converseFrames,
  },
  { host: "api.githubcopilot.com", path: "/chat/completions", ...chat },
  { host: "api.business.githubcopilot.com", path: "/responses", ...responses },
  {
    host: "api.individual.githubcopilot.com",
    path: "/v1/messages",
    family: anthropic,
    answer: anthropicEvents,
  },
  {
    host: "me.openai.azure.com",
    path: "/openai/deployments/d/chat/completions?api-version=2024-10-21",
    ...chat,
  },
  { host: "openrouter.ai", path: "/api/v1/chat/completions", ...chat },
  { host: "api.deepseek.com", path: "/chat/completions", ...chat },
  { host: "api.mistral.ai", path: "/v1/chat/completions", ...chat },
  { host: "api.x.ai", path: "/v1/chat/completions", ...chat },
  { host: "api.groq.com", path: "/openai/v1/chat/completions", ...chat },
  { host: "api.together.xyz", path: "/v1/chat/completions", ...chat },
  {
    host: "ampcode.com",
    path: "/api/provider/anthropic/v1/messages",
    family: anthropic,
    answer: anthropicEvents,
  },
  {
    host: "ollama.example",
    path: "/api/chat",
    family: ollamaChat,
    answer: ollamaChatLines,
  },
  {
    host: "ollama.example",
    path: "/api/generate",
    family: ollamaGenerate,
    answer: ollamaGenerateLines,
  },
  {
    ...gpt,
    path: "/v1/responses",
    family: openaiResponses,
    answer: responsesMessages,
    around: created,
    isSocket: true,
  },
  {
    host: "chatgpt.com",
    path: "/backend-api/codex/responses",
    family: openaiResponses,
    answer: responsesMessages,
    around: created,
    isSocket: true,
  },
  {
    ...gpt,
    path: "/v1/realtime?model=gpt-realtime",
    family: openaiRealtime,
    answer: responsesMessages,
    isSocket: true,
  },
  {
    ...google,
    path:
      "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
    family: geminiLive,
    answer: liveMessages,
    isSocket: true,
  },
  { ...claude, path: "/v9/new", family: unknown, answer: anyJson },
  {
    host: "gateway.example",
    path: "/anything",
    family: unknown,
    format: LINES,
    answer: anyJson,
  },
  {
    host: "gateway.example",
    path: "/called/text",
    family: unknown,
    format: CALLED_TEXT,
    answer: anyJson,
  },
  {
    host: "gateway.example",
    path: "/called/nothing",
    family: unknown,
    format: CALLED_NOTHING,
    answer: anyJson,
  },
];
