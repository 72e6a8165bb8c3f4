import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { redactBody } from "../../../proxy/body.ts";
import { HOSTS, PROVIDERS, type Scan } from "../../../proxy/mod.ts";
import { endpointFor, passesUnread } from "../../../proxy/providers/route.ts";
import { requestTree, responseTree } from "../../../proxy/providers/trees.ts";
import { redactText } from "../../../proxy/redact_text.ts";
import { Redactor } from "../../../proxy/redact/redactor.ts";
import { restoreJson } from "../../../proxy/restore_json.ts";
import { placeholderOf, scan, textOf, vault } from "../transcript.ts";

const S = "SECRET-alpha";
const P = placeholderOf(S);
/** Base64 that begins as a picture's does. */
const PNG = `iVBORw0KGgo${S}`;

/** The strings of a request that leave with the secret still in them, by path. */
function left(provider: string, path: string, body: unknown): string[] {
  const { request: rules } = endpointFor(PROVIDERS[provider]!, path);
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const out = redactBody(bytes, {
    contentType: "application/json",
    contentEncoding: null,
    rules,
    redactor: new Redactor({ scan, vault: vault() }),
    maxBytes: 1 << 20,
  });
  return paths(JSON.parse(textOf(out)), "").filter(([, value]) =>
    value.includes(S)
  )
    .map(([path]) => path);
}

function paths(value: unknown, at: string): [string, string][] {
  if (typeof value === "string") return [[at, value]];
  return Object.entries(value ?? {}).flatMap(([key, member]) =>
    paths(member, `${at}.${key}`)
  );
}

/** An answer as it reaches the client. */
function back(provider: string, path: string, body: unknown): unknown {
  const { response: rules } = endpointFor(PROVIDERS[provider]!, path);
  const own = vault();
  own.tokenise(S);
  return JSON.parse(
    textOf(restoreJson(new TextEncoder().encode(JSON.stringify(body)), {
      rules,
      lookup: (tag) => own.lookup(tag),
      tally: { restored: 0, unknown: 0 },
    })),
  );
}

Deno.test("Anthropic: every position of a request is scanned but the few that must not change", () => {
  const fields = {
    name: S,
    id: S,
    data: S,
    token: S,
    api_key: S,
    signature: S,
    metadata: S,
    type: S,
    model: S,
    [S]: 1,
  };
  const base64 = { type: "base64", media_type: "image/png", data: PNG };
  const body = {
    model: S,
    system: [
      { type: "text", text: `x-anthropic-billing-header: cc=1; ${S}` },
      {
        type: "text",
        text: `x-anthropic-billing-header: cc=1; ${S}`,
        cache_control: { type: S },
      },
    ],
    metadata: { user_id: S },
    unknown: { [S]: [S] },
    tools: [{
      name: S,
      description: S,
      input_schema: { properties: { type: { description: S } } },
    }],
    tool_choice: { type: "tool", name: S },
    mcp_servers: [{ url: `https://${S}`, name: S, authorization_token: S }],
    messages: [
      { role: "user", content: S },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: S, signature: S, extra: { [S]: S } },
          { type: "redacted_thinking", data: S },
          {
            type: "text",
            text: S,
            signature: S,
            data: S,
            citations: [{ cited_text: S }],
          },
          { type: "tool_use", id: S, name: S, input: fields },
        ],
      },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: S, content: S },
          {
            type: "tool_result",
            tool_use_id: S,
            content: [{ type: "text", text: S }, {
              type: "image",
              source: base64,
            }],
          },
          { type: "image", source: base64 },
          { type: "image", source: { type: "url", url: S } },
          {
            type: "document",
            title: S,
            source: { type: "text", media_type: "text/plain", data: S },
          },
          { type: "document", source: base64 },
          { data: S, thinking: S },
        ],
      },
    ],
  };
  deepEqual(left("anthropic", "/v1/messages", body), [
    ".model",
    ".system.0.text",
    ".tools.0.name",
    ".tool_choice.name",
    ".mcp_servers.0.authorization_token",
    ...["thinking", "signature", `extra.${S}`].map((key) =>
      `.messages.1.content.0.${key}`
    ),
    ".messages.1.content.1.data",
    ".messages.1.content.3.id",
    ".messages.1.content.3.name",
    ".messages.2.content.0.tool_use_id",
    ".messages.2.content.1.tool_use_id",
    ".messages.2.content.1.content.1.source.data",
    ".messages.2.content.2.source.data",
    ".messages.2.content.5.source.data",
  ]);
  deepEqual(
    left("anthropic", "/v1/messages/batches", {
      requests: [{ custom_id: "a", params: body }],
    }),
    left("anthropic", "/v1/messages/count_tokens", body).map((path) =>
      `.requests.0.params${path}`
    ),
  );
});

Deno.test("OpenAI Chat: every position is scanned but names, ids and media", () => {
  const call = {
    id: S,
    type: "function",
    function: { name: S, arguments: JSON.stringify({ token: S, id: S }) },
  };
  deepEqual(
    left("openai", "/v1/chat/completions", {
      model: S,
      metadata: { k: S },
      messages: [
        { role: "system", content: S },
        {
          role: "user",
          name: S,
          content: [
            { type: "text", text: S },
            {
              type: "image_url",
              image_url: { url: `data:image/png;base64,${PNG}` },
            },
            { type: "image_url", image_url: { url: `https://x/?k=${S}` } },
            { type: "image_url", image_url: { url: `data:text/plain,${S}` } },
            { type: "input_audio", input_audio: { data: PNG, format: "wav" } },
            {
              type: "file",
              file: {
                file_data: `data:application/pdf;base64,${PNG}`,
                filename: S,
              },
            },
          ],
        },
        { role: "assistant", reasoning_content: S, tool_calls: [call] },
        { role: "tool", tool_call_id: S, content: S },
      ],
      tools: [{
        type: "function",
        function: { name: S, description: S, parameters: { description: S } },
      }],
    }),
    [
      ".model",
      ".messages.1.content.1.image_url.url",
      ".messages.1.content.4.input_audio.data",
      ".messages.1.content.5.file.file_data",
      ".messages.2.tool_calls.0.id",
      ".messages.2.tool_calls.0.function.name",
      ".messages.3.tool_call_id",
      ".tools.0.function.name",
    ],
  );
});

Deno.test("OpenAI Responses: every position is scanned but names, ids, sealed text and MCP credentials", () => {
  deepEqual(
    left("codex", "/backend-api/codex/responses", {
      model: S,
      instructions: S,
      previous_response_id: S,
      input: [
        {
          type: "message",
          role: "user",
          id: S,
          content: [{ type: "input_text", text: S }, {
            type: "input_image",
            image_url: `data:image/png;base64,${PNG}`,
          }],
        },
        { type: "reasoning", summary: [{ text: S }], encrypted_content: S },
        {
          type: "function_call",
          call_id: S,
          name: S,
          arguments: JSON.stringify({ api_key: S }),
        },
        { type: "function_call_output", call_id: S, output: S },
        { type: "custom_tool_call", name: S, input: S },
        { type: "message", name: S, content: S },
      ],
      tools: [
        {
          type: "mcp",
          server_url: S,
          headers: { Authorization: S },
          authorization: S,
        },
        {
          type: "function",
          name: S,
          description: S,
          headers: { A: S },
          authorization: S,
        },
      ],
    }),
    [
      ".model",
      ".previous_response_id",
      ".input.0.id",
      ".input.0.content.1.image_url",
      ".input.1.encrypted_content",
      ".input.2.call_id",
      ".input.2.name",
      ".input.3.call_id",
      ".input.4.name",
      ".tools.0.headers.Authorization",
      ".tools.0.authorization",
      ".tools.1.name",
    ],
  );
});

Deno.test("Gemini: thought signatures and inline data stay, wrapped by Code Assist or not", () => {
  const body = {
    contents: [{
      role: "user",
      parts: [
        { text: S },
        { inlineData: { mimeType: "image/png", data: PNG } },
        {
          functionCall: { name: S, args: { name: S, data: S } },
          thoughtSignature: S,
        },
        { functionResponse: { name: S, response: { output: S } } },
      ],
    }],
    systemInstruction: { parts: [{ text: S }] },
  };
  const opaque = [
    ".contents.0.parts.1.inlineData.data",
    ".contents.0.parts.2.functionCall.name",
    ".contents.0.parts.2.thoughtSignature",
    ".contents.0.parts.3.functionResponse.name",
  ];
  deepEqual(
    left("gemini", "/v1beta/models/gemini-3-pro:streamGenerateContent", body),
    opaque,
  );
  deepEqual(
    left("gemini", "/v1internal:generateContent", {
      model: S,
      project: S,
      request: body,
    }),
    [".model", ...opaque.map((path) => `.request${path}`)],
  );
});

Deno.test("at an address that is not known, every string is scanned", () => {
  for (const [name, { fallback }] of Object.entries(PROVIDERS)) {
    deepEqual(fallback.request, { opaque: [], intact: [] }, name);
    deepEqual(
      left(name, "/v9/new", {
        model: S,
        type: S,
        messages: [{ content: [{ type: "thinking", thinking: S }] }],
      }),
      [],
    );
  }
});

Deno.test("Anthropic: a signature on a block of any type stays, but not a secret that is called so", () => {
  const seal = btoa("SECRET-".repeat(12));
  const sent = (signature: string) => ({
    messages: [{ content: [{ type: "new_block", signature }] }],
  });
  const scan: Scan = (text) => [{ start: 0, end: text.length, type: "TEST" }];
  const out = (signature: string) => {
    const rules = endpointFor(PROVIDERS["anthropic"]!, "/v1/messages").request;
    const redactor = new Redactor({ scan, vault: vault() });
    return redactText(JSON.stringify(sent(signature)), "json", {
      rules,
      redactor,
    });
  };
  equal(out(seal).includes(seal), true);
  for (const secret of [S, "sk-ant-" + "a".repeat(99), "a".repeat(40)]) {
    equal(out(secret).includes(secret), false);
  }
});

Deno.test("answers are restored but for what is signed or sealed", () => {
  deepEqual(
    back("anthropic", "/v1/messages", {
      content: [
        { type: "thinking", thinking: P, signature: P },
        { type: "text", text: P },
        { type: "tool_use", input: { [P]: P, type: "thinking", thinking: P } },
      ],
    }),
    {
      content: [
        { type: "thinking", thinking: P, signature: P },
        { type: "text", text: S },
        { type: "tool_use", input: { [S]: S, type: "thinking", thinking: S } },
      ],
    },
  );
  deepEqual(
    back("openai", "/v1/responses/resp_1", {
      output: [{ type: "reasoning", encrypted_content: P, summary: [P] }],
    }),
    { output: [{ type: "reasoning", encrypted_content: P, summary: [S] }] },
  );
});

Deno.test("stringified arguments stay valid JSON when a secret needs escapes", () => {
  const pem = 'a "quoted"\nline';
  const own = vault();
  const placeholder = `<pl:PEM:${own.tokenise(pem)}>`;
  const { response: rules } = endpointFor(
    PROVIDERS["openai"]!,
    "/v1/chat/completions",
  );
  const body = JSON.stringify({
    choices: [{
      message: {
        content: placeholder,
        tool_calls: [{
          function: { arguments: JSON.stringify({ key: placeholder }) },
        }],
      },
    }],
  });
  const { message } =
    JSON.parse(textOf(restoreJson(new TextEncoder().encode(body), {
      rules,
      lookup: (tag) => own.lookup(tag),
      tally: { restored: 0, unknown: 0 },
    }))).choices[0];
  equal(message.content, pem);
  equal(JSON.parse(message.tool_calls[0].function.arguments).key, pem);
});

Deno.test("an endpoint is known by its path, however it is written", () => {
  const path = (provider: string, url: string) =>
    endpointFor(PROVIDERS[provider]!, url).path;
  for (
    const url of [
      "/v1/messages",
      "/v1/messages/",
      "//v1/messages",
      "/v1/%6dessages",
      "/v1/x/../messages",
    ]
  ) {
    equal(path("anthropic", url), "/v1/messages");
  }
  equal(path("anthropic", "/v1/messages/x"), "/**");
  equal(path("anthropic", "/V1/messages"), "/**");
  equal(
    path("openai", "/openai/deployments/gpt/chat/completions"),
    "/**/chat/completions",
  );
  equal(path("openai", "/v1/responses"), "/**/responses");
  equal(path("copilot", "/v1/messages"), "/**/v1/messages");
  equal(path("gemini", "/v1beta/models/g:countTokens"), "/**/*:countTokens");
});

Deno.test("only what surely leads elsewhere passes unread", () => {
  const codex = PROVIDERS["codex"]!;
  for (
    const path of [
      "/",
      "/backend-api/me",
      "/backend-api/codexes",
      "/codex/responses",
    ]
  ) {
    equal(passesUnread(codex, path), true, path);
  }
  for (
    const path of [
      "/backend-api/codex/responses",
      "/backend-api/codex",
      "//backend-api//codex/x",
      "/backend-api/x/../codex/x",
      "/backend-api/%63odex/x",
      "/backend-api/%2563odex/x",
      "/BACKEND-API/Codex/x",
      "/backend-api\\codex\\x",
      "/x%3F/../backend-api/codex/x",
      "/%2e%2e/backend-api/codex/x",
      "/%ff",
    ]
  ) equal(passesUnread(codex, path), false, path);
  equal(passesUnread(PROVIDERS["openai"]!, "/"), false);
});

Deno.test("a path is the endpoint that a URL with it leads to, however it is written", () => {
  const anthropic = PROVIDERS["anthropic"]!;
  const piece = fc.constantFrom("v1", "messages", ".", "..", "", "x.y", "~a:b");
  const pieces = fc.array(piece, { maxLength: 8 });
  fc.assert(fc.property(pieces, (parts) => {
    const path = `/${[...parts, "v1", "messages"].join("/")}`;
    const single = path.replace(/\/+/g, "/");
    const { pathname } = new URL(`http://any${single}`);
    const isMessages = pathname === "/v1/messages";
    equal(endpointFor(anthropic, path).path === "/v1/messages", isMessages);
  }));
});

Deno.test("every protected host has a provider, and every path of every provider is one", () => {
  for (const { name, policy, provider } of HOSTS) {
    equal(policy === "protect", provider !== undefined, name);
    if (provider) equal(PROVIDERS[provider]?.name, provider, name);
  }
  const prefixes = HOSTS.flatMap(({ prefix }) => prefix ?? []);
  equal(new Set(prefixes).size, prefixes.length);
  for (const { endpoints, fallback } of Object.values(PROVIDERS)) {
    for (const { request, response, stream } of [...endpoints, fallback]) {
      requestTree(request);
      responseTree(response);
      responseTree(stream);
    }
  }
});
