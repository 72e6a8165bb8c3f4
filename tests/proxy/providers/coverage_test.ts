import { deepEqual, equal } from "node:assert/strict";
import { redactBody } from "../../../proxy/body.ts";
import { HOSTS, PROVIDERS } from "../../../proxy/mod.ts";
import type { Endpoint } from "../../../proxy/providers/provider.ts";
import { endpointFor } from "../../../proxy/providers/route.ts";
import { Redactor } from "../../../proxy/redact/redactor.ts";
import { restoreJson } from "../../../proxy/restore_json.ts";
import { placeholderOf, scan, textOf, vault } from "../transcript.ts";

const S = "SECRET-alpha";
const P = placeholderOf(S);

/** The provider's description for a host that is known by default. */
function endpoint(host: string, path: string): Endpoint {
  const known = HOSTS.find(({ name }) =>
    new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", ".+")}$`)
      .test(host)
  );
  return endpointFor(PROVIDERS[known!.provider!]!, path);
}

/** How a wire is told from others: by where the pieces of its text stand. */
const WIRES: Readonly<Record<string, string>> = {
  anthropic: "[type=content_block_delta].delta[type=text_delta].text",
  chat: "choices.*.delta.tool_calls.*.function.arguments",
  responses: "[type=response.function_call_arguments.delta].delta",
  gemini: "candidates.*.content.parts.*.text",
  live: "serverContent.modelTurn.parts.*.text",
  converse: "delta.toolUse.input",
  invoke: "generation",
};

/** Every address that agents are known to use, and the wire it speaks. */
const ADDRESSES: readonly (readonly [
  host: string,
  path: string,
  wire: keyof typeof WIRES,
])[] = [
  ["api.anthropic.com", "/v1/messages", "anthropic"],
  ["api.anthropic.com", "/v1/messages/count_tokens", "anthropic"],
  ["api.anthropic.com", "/v1/complete", "anthropic"],
  ["api.openai.com", "/v1/chat/completions", "chat"],
  ["api.openai.com", "/v1/completions", "chat"],
  ["api.openai.com", "/v1/responses", "responses"],
  ["api.openai.com", "/v1/responses/compact", "responses"],
  ["api.openai.com", "/v1/responses/resp_1", "responses"],
  ["api.openai.com", "/v1/responses/resp_1/input_items", "responses"],
  ["api.openai.com", "/v1/realtime", "responses"],
  ["api.openai.com", "/v1/conversations/conv_1/items", "responses"],
  ["chatgpt.com", "/backend-api/codex/responses", "responses"],
  ["chatgpt.com", "/backend-api/codex/responses/compact", "responses"],
  [
    "generativelanguage.googleapis.com",
    "/v1beta/models/gemini-3-pro:streamGenerateContent",
    "gemini",
  ],
  [
    "generativelanguage.googleapis.com",
    "/v1/models/gemini-3-pro:generateContent",
    "gemini",
  ],
  [
    "generativelanguage.googleapis.com",
    "/v1beta/models/gemini-3-pro:countTokens",
    "gemini",
  ],
  ["generativelanguage.googleapis.com", "/v1beta/cachedContents", "gemini"],
  [
    "generativelanguage.googleapis.com",
    "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
    "live",
  ],
  ["cloudcode-pa.googleapis.com", "/v1internal:generateContent", "gemini"],
  [
    "daily-cloudcode-pa.googleapis.com",
    "/v1internal:streamGenerateContent",
    "gemini",
  ],
  ["cloudcode-pa.googleapis.com", "/v1internal:countTokens", "gemini"],
  ["openrouter.ai", "/api/v1/chat/completions", "chat"],
  ["openrouter.ai", "/api/v1/completions", "chat"],
  ["openrouter.ai", "/api/v1/responses", "responses"],
  ["openrouter.ai", "/api/v1/messages", "anthropic"],
  ["api.deepseek.com", "/chat/completions", "chat"],
  ["api.deepseek.com", "/v1/chat/completions", "chat"],
  ["api.deepseek.com", "/beta/completions", "chat"],
  ["api.deepseek.com", "/anthropic/v1/messages", "anthropic"],
  ["api.mistral.ai", "/v1/chat/completions", "chat"],
  ["api.mistral.ai", "/v1/fim/completions", "chat"],
  ["api.mistral.ai", "/v1/agents/completions", "chat"],
  ["api.x.ai", "/v1/chat/completions", "chat"],
  ["api.x.ai", "/v1/responses", "responses"],
  ["api.x.ai", "/v1/messages", "anthropic"],
  ["api.groq.com", "/openai/v1/chat/completions", "chat"],
  ["api.groq.com", "/openai/v1/responses", "responses"],
  ["api.together.xyz", "/v1/chat/completions", "chat"],
  ["api.together.xyz", "/v1/completions", "chat"],
  ["api.githubcopilot.com", "/chat/completions", "chat"],
  ["api.individual.githubcopilot.com", "/responses", "responses"],
  ["api.business.githubcopilot.com", "/v1/messages", "anthropic"],
  ["api.enterprise.githubcopilot.com", "/chat/completions", "chat"],
  [
    "me.openai.azure.com",
    "/openai/deployments/gpt-5/chat/completions",
    "chat",
  ],
  ["me.openai.azure.com", "/openai/v1/responses", "responses"],
  ["me.openai.azure.com", "/openai/v1/chat/completions", "chat"],
  ["me.openai.azure.com", "/openai/realtime", "responses"],
  [
    "bedrock-runtime.eu-west-1.amazonaws.com",
    "/model/anthropic.claude%3A0/converse",
    "converse",
  ],
  [
    "bedrock-runtime.eu-west-1.amazonaws.com",
    "/model/anthropic.claude%3A0/converse-stream",
    "converse",
  ],
  [
    "bedrock-runtime.us-east-1.amazonaws.com",
    "/model/arn:aws:bedrock:us-east-1:1:inference-profile%2Fx/invoke",
    "invoke",
  ],
  [
    "bedrock-runtime.us-east-1.amazonaws.com",
    "/model/us.meta.llama/invoke-with-response-stream",
    "invoke",
  ],
  ["ampcode.com", "/api/provider/anthropic/v1/messages", "anthropic"],
  ["ampcode.com", "/api/provider/openai/v1/responses", "responses"],
  ["ampcode.com", "/api/provider/openai/v1/chat/completions", "chat"],
  [
    "ampcode.com",
    "/api/provider/google/v1beta/models/g:streamGenerateContent",
    "gemini",
  ],
];

for (const [host, path, wire] of ADDRESSES) {
  Deno.test(`${host}${path} is read as ${wire}`, () => {
    const { path: pattern, stream: { deltas } } = endpoint(host, path);
    equal(pattern === "/**", false, "a description of its own");
    equal(deltas.some(({ path }) => path === WIRES[wire]), true);
  });
}

Deno.test("every address of every provider restores whatever wire answers, were it unknown", () => {
  for (const { fallback } of Object.values(PROVIDERS)) {
    const paths = fallback.stream.deltas.map(({ path }) => path);
    for (const wire of ["anthropic", "chat", "responses", "gemini"] as const) {
      equal(paths.includes(WIRES[wire]!), true);
    }
    equal(paths.includes("message.content"), true, "Ollama's lines");
  }
});

/** The strings of a request that leave with the secret in them, by path. */
function left({ request: rules }: Endpoint, body: unknown): string[] {
  const redactor = new Redactor({ scan, vault: vault() });
  const out = redactBody(new TextEncoder().encode(JSON.stringify(body)), {
    contentType: "application/json",
    contentEncoding: null,
    rules,
    redactor,
    maxBytes: 1 << 20,
  });
  const paths = (value: unknown, at: string): string[] =>
    typeof value === "string"
      ? value.includes(S) ? [at] : []
      : Object.entries(value ?? {}).flatMap(([key, member]) =>
        paths(member, at === "" ? key : `${at}.${key}`)
      );
  return paths(JSON.parse(textOf(out)), "");
}

/** An answer as it reaches the client. */
function back({ response: rules }: Endpoint, body: unknown): unknown {
  const own = vault();
  own.tokenise(S);
  return JSON.parse(textOf(
    restoreJson(new TextEncoder().encode(JSON.stringify(body)), {
      rules,
      lookup: (tag) => own.lookup(tag),
      tally: { restored: 0, unknown: 0 },
    }),
  ));
}

Deno.test("a batch's lines are read like the requests and answers in them", () => {
  const files = endpoint("api.openai.com", "/v1/files");
  const chat = {
    model: "m",
    messages: [
      { role: "tool", tool_call_id: S, content: S },
      { role: "user", content: [{ image_url: { url: `https://x/${S}` } }] },
    ],
  };
  deepEqual(left(files, { custom_id: S, url: "/v1", body: chat }), [
    "body.messages.0.tool_call_id",
  ]);
  const input = [{ type: "reasoning", encrypted_content: S, summary: S }];
  deepEqual(left(files, { body: { input } }), [
    "body.input.0.encrypted_content",
  ]);
  const contents = endpoint("api.openai.com", "/v1/files/file_1/content");
  const quoted = JSON.stringify({ key: P });
  const call = { function: { name: "f", arguments: quoted } };
  deepEqual(
    back(contents, {
      custom_id: "a",
      response: { body: { choices: [{ message: { tool_calls: [call] } }] } },
    }),
    {
      custom_id: "a",
      response: {
        body: {
          choices: [{
            message: {
              tool_calls: [{
                function: { name: "f", arguments: quoted.replace(P, S) },
              }],
            },
          }],
        },
      },
    },
  );
});

Deno.test("embeddings: the input is scanned, the numbers are not", () => {
  const embeddings = endpoint("api.openai.com", "/v1/embeddings");
  deepEqual(left(embeddings, { model: S, input: [S], user: S }), ["model"]);
  deepEqual(back(embeddings, { data: [{ embedding: P }] }), {
    data: [{ embedding: P }],
  });
});

Deno.test("a batch is asked for by names, its metadata is scanned", () => {
  const batches = endpoint("api.openai.com", "/v1/batches");
  deepEqual(
    left(batches, { input_file_id: S, endpoint: S, metadata: { note: S } }),
    ["input_file_id", "endpoint"],
  );
});

Deno.test("a stored conversation's items are read like those of a response", () => {
  const items = endpoint("api.openai.com", "/v1/conversations/c/items");
  deepEqual(
    left(items, {
      items: [
        { type: "reasoning", encrypted_content: S, summary: [{ text: S }] },
        { type: "message", role: "user", content: [{ text: S }] },
      ],
    }),
    ["items.0.encrypted_content"],
  );
});

Deno.test("reasoning that a gateway hands on signed stays as it is, both ways", () => {
  const chat = endpoint("openrouter.ai", "/api/v1/chat/completions");
  const details = (s: string) => [
    { type: "reasoning.text", text: s, signature: s },
    { type: "reasoning.encrypted", data: s },
    { type: "reasoning.summary", summary: s },
  ];
  deepEqual(
    left(chat, { messages: [{ reasoning_details: details(S) }] }),
    ["0.text", "0.signature", "1.data"]
      .map((path) => `messages.0.reasoning_details.${path}`),
  );
  const message = (s: string) => ({
    reasoning: s,
    reasoning_details: details(P),
  });
  const [choice] = (back(chat, { choices: [{ message: message(P) }] }) as {
    choices: { message: { reasoning: string; reasoning_details: unknown[] } }[];
  }).choices;
  equal(choice!.message.reasoning, S);
  deepEqual(
    choice!.message.reasoning_details.slice(0, 2),
    details(P).slice(0, 2),
  );
});

Deno.test("what a server of Anthropic's tools sealed stays as it is, both ways", () => {
  const messages = endpoint("api.anthropic.com", "/v1/messages");
  const content = (s: string) => [
    {
      type: "text",
      text: s,
      citations: [{ encrypted_index: s, cited_text: s }],
    },
    {
      type: "code_execution_tool_result",
      content: { encrypted_stdout: s, stderr: s },
    },
    {
      type: "web_fetch_tool_result",
      content: {
        content: { source: { type: "base64", data: `iVBORw0KGgo${s}` } },
        url: `https://x/?${s}`,
      },
    },
  ];
  deepEqual(
    left(messages, { messages: [{ role: "assistant", content: content(S) }] }),
    // What calls itself sealed and does not look so is read.
    ["2.content.content.source.data"].map((path) =>
      `messages.0.content.${path}`
    ),
  );
  const answered = back(messages, { content: content(P).slice(0, 2) });
  deepEqual(answered, {
    content: [
      {
        type: "text",
        text: S,
        citations: [{ encrypted_index: P, cited_text: S }],
      },
      {
        type: "code_execution_tool_result",
        content: { encrypted_stdout: P, stderr: S },
      },
    ],
  });
});

Deno.test("Gemini Live: sound passes, words and tools' results do not", () => {
  const live = endpoint("generativelanguage.googleapis.com", "/ws/x");
  deepEqual(
    left(live, {
      setup: { model: S, systemInstruction: { parts: [{ text: S }] } },
      clientContent: { turns: [{ role: "user", parts: [{ text: S }] }] },
      realtimeInput: { audio: { data: `iVBORw0KGgo${S}` }, text: S },
      toolResponse: {
        functionResponses: [{ id: S, name: S, response: { output: S } }],
      },
    }),
    [
      "setup.model",
      "realtimeInput.audio.data",
      "toolResponse.functionResponses.0.id",
      "toolResponse.functionResponses.0.name",
    ],
  );
});
