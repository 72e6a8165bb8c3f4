import { deepEqual, equal, ok } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import {
  DEFAULT_POLICY,
  handle,
  loadPolicy,
  PROVIDERS,
} from "../../../proxy/mod.ts";
import { readPlaceholders } from "../../../proxy/redact/read_placeholders.ts";
import { ask, placeholderOf, scan, textOf, transcript } from "../transcript.ts";

const hint = (await loadPolicy({
  data: { ...DEFAULT_POLICY, hint: true },
  known: [],
})).hint!;
const NOTE = JSON.stringify(hint).slice(1, -1);
const SECRET = "SECRET-alpha";
const HELD = placeholderOf(SECRET);

/** What the provider gets. */
async function sent(
  body: string | Uint8Array<ArrayBuffer>,
  { provider = "anthropic", path = "/v1/messages", headers = {}, note = hint }:
    {
      provider?: string;
      path?: string;
      headers?: Record<string, string>;
      /** Empty for none. */
      note?: string;
    } = {},
): Promise<string> {
  const { context, sent } = transcript({
    provider: PROVIDERS[provider]!,
    policy: () => ({
      scan,
      patterns: 1,
      hash: "p".repeat(64),
      ...note === "" ? {} : { hint: note },
    }),
  });
  await handle(ask(body, { path, headers }), context);
  return textOf(sent[0]!.body);
}

interface Case {
  readonly name: string;
  readonly provider: string;
  readonly path: string;
  readonly body: string;
  /** What is added, and behind what; nothing if there is no place for it. */
  readonly after?: string;
  readonly put?: string;
}

const BLOCK = `{"type":"text","text":"${NOTE}"}`;
const anthropic = { provider: "anthropic", path: "/v1/messages" };
const chat = { provider: "openai", path: "/v1/chat/completions" };
const responses = { provider: "openai", path: "/v1/responses" };
const codex = { provider: "codex", path: "/backend-api/codex/responses" };
const gemini = { provider: "gemini", path: "/v1beta/models/g:generateContent" };
const assist = {
  provider: "gemini",
  path: "/v1internal:streamGenerateContent",
};
const converse = { provider: "bedrock", path: "/model/m/converse-stream" };
const invoke = { provider: "bedrock", path: "/model/m/invoke" };

const CASES: readonly Case[] = [
  {
    name: "Anthropic, a text",
    ...anthropic,
    body: '{"system": "You \\u00e9", "messages":[]}',
    after: '{"system": "You \\u00e9',
    put: `\\n\\n${NOTE}`,
  },
  {
    name: "Anthropic, blocks with a breakpoint",
    ...anthropic,
    body:
      '{"system":[{"type":"text","text":"x-anthropic-billing-header: a=1"},' +
      '{"type":"text","text":"You","cache_control":{"type":"ephemeral"}} ],"messages":[]}',
    after: '"cache_control":{"type":"ephemeral"}}',
    put: `,${BLOCK}`,
  },
  {
    name: "Anthropic, only the billing block",
    ...anthropic,
    body:
      '{"messages":[],"system":[{"type":"text","text":"x-anthropic-billing-header: a=1"}]}',
    after: 'a=1"}',
    put: `,${BLOCK}`,
  },
  {
    name: "Anthropic, no blocks",
    ...anthropic,
    body: '{"system":[],"messages":[]}',
    after: '{"system":[',
    put: BLOCK,
  },
  {
    name: "Anthropic, no system prompt",
    ...anthropic,
    body: '{ "messages":[]}',
    after: "{ ",
    put: `"system":"${NOTE}",`,
  },
  {
    name: "Anthropic, a billing header alone",
    ...anthropic,
    body: '{"system":"x-anthropic-billing-header: a=1","messages":[]}',
  },
  {
    name: "Anthropic, tokens counted",
    provider: "anthropic",
    path: "/v1/messages/count_tokens",
    body: '{"system":"You","messages":[]}',
    after: '{"system":"You',
    put: `\\n\\n${NOTE}`,
  },
  {
    name: "Anthropic, text completion",
    provider: "anthropic",
    path: "/v1/complete",
    body: '{"prompt":"Human: hi","messages":[]}',
  },
  {
    name: "OpenAI Chat, a system message",
    ...chat,
    body:
      '{"messages":[{"content":"You","role":"system"},{"role":"user","content":"hi"}]}',
    after: '{"messages":[{"content":"You',
    put: `\\n\\n${NOTE}`,
  },
  {
    name: "OpenAI Chat, a developer message in parts",
    ...chat,
    body:
      '{"messages":[{"role":"developer","content":[{"type":"text","text":"You"}]}]}',
    after: '"text":"You"}',
    put: `,${BLOCK}`,
  },
  {
    name: "OpenAI Chat, no system message",
    ...chat,
    body:
      '{"messages":[{"role":"user","content":"hi"},{"role":"system","content":"late"}]}',
    after: '{"messages":[',
    put: `{"role":"system","content":"${NOTE}"},`,
  },
  {
    name: "OpenAI Responses, instructions",
    ...responses,
    body: '{"instructions":"You","input":"hi"}',
    after: '{"instructions":"You',
    put: `\\n\\n${NOTE}`,
  },
  {
    name: "OpenAI Responses, none",
    ...responses,
    body: '{"input":"hi"}',
    after: "{",
    put: `"instructions":"${NOTE}",`,
  },
  {
    name: "OpenAI Responses, a stored prompt",
    ...responses,
    body: '{"prompt":{"id":"p"},"input":"hi"}',
  },
  {
    name: "OpenAI Responses, compaction",
    provider: "openai",
    path: "/v1/responses/compact",
    body: '{"instructions":"You","input":[]}',
  },
  {
    name: "Codex, whose instructions are its own",
    ...codex,
    body:
      '{"instructions":"You","input":[{"type":"message","role":"user","content":[]}]}',
    after: '"input":[',
    put:
      `{"type":"message","role":"developer","content":[{"type":"input_text","text":"${NOTE}"}]},`,
  },
  {
    name: "Gemini, parts",
    ...gemini,
    body: '{"contents":[],"systemInstruction":{"parts":[{"text":"You"}]}}',
    after: '[{"text":"You"}',
    put: `,{"text":"${NOTE}"}`,
  },
  {
    name: "Gemini, the other name",
    ...gemini,
    body: '{"system_instruction":{"parts":[]},"contents":[]}',
    after: '{"parts":[',
    put: `{"text":"${NOTE}"}`,
  },
  {
    name: "Gemini, no system prompt",
    ...gemini,
    body: '{"contents":[]}',
    after: "{",
    put: `"systemInstruction":{"parts":[{"text":"${NOTE}"}]},`,
  },
  {
    name: "Gemini, a cached prefix",
    ...gemini,
    body: '{"contents":[],"cachedContent":"c"}',
  },
  {
    name: "Gemini, tokens counted",
    provider: "gemini",
    path: "/v1beta/models/g:countTokens",
    body: '{"contents":[]}',
  },
  {
    name: "Code Assist",
    ...assist,
    body:
      '{"model":"g","request":{"contents":[],"systemInstruction":{"parts":[{"text":"You"}]}}}',
    after: '{"text":"You"}',
    put: `,{"text":"${NOTE}"}`,
  },
  {
    name: "Code Assist, no system prompt",
    ...assist,
    body: '{"request":{"contents":[]}}',
    after: '{"request":{',
    put: `"systemInstruction":{"parts":[{"text":"${NOTE}"}]},`,
  },
  {
    name: "Bedrock Converse, with a cache point",
    ...converse,
    body:
      '{"system":[{"text":"You"},{"cachePoint":{"type":"default"}}],"messages":[]}',
    after: '{"cachePoint":{"type":"default"}}',
    put: `,{"text":"${NOTE}"}`,
  },
  {
    name: "Bedrock Converse, no system prompt",
    ...converse,
    body: '{"messages":[]}',
    after: "{",
    put: `"system":[{"text":"${NOTE}"}],`,
  },
  {
    name: "Bedrock, an Anthropic body",
    ...invoke,
    body:
      '{"anthropic_version":"bedrock-2023-05-31","system":"You","messages":[]}',
    after: '"system":"You',
    put: `\\n\\n${NOTE}`,
  },
  {
    name: "Bedrock, the body of another model",
    ...invoke,
    body: '{"prompt":"hi","messages":[]}',
  },
  {
    name: "an unknown path",
    provider: "generic",
    path: "/x",
    body: '{"system":"You","messages":[]}',
  },
];

for (const { name, provider, path, body, after, put } of CASES) {
  Deno.test(`the note for the model, ${name}: all other bytes stay`, async () => {
    const got = await sent(body, { provider, path });
    if (after === undefined) return equal(got, body);
    const at = body.indexOf(after) + after.length;
    equal(got, body.slice(0, at) + put + body.slice(at));
    JSON.parse(got);
  });

  Deno.test(`without the setting, no note, ${name}`, async () => {
    equal(await sent(body, { provider, path, note: "" }), body);
  });
}

Deno.test("the note reads as no placeholder, and names the shapes that are in use", async () => {
  deepEqual(readPlaceholders(hint, { isWhole: true }).sightings, []);
  ok(hint.includes("<pl:TYPE:ID>") && !hint.includes("pl_type_ID"));
  const { hint: both } = await loadPolicy({
    data: {
      ...DEFAULT_POLICY,
      hint: true,
      placeholder: { shape: "value", types: {}, hosts: {} },
    },
    known: [],
  });
  ok(both!.includes("<pl:TYPE:ID>") && both!.includes("pl_type_ID"));
  equal(
    (await loadPolicy({ data: DEFAULT_POLICY, known: [] })).hint,
    undefined,
  );
});

Deno.test("over fifty turns each prefix is that of the turn before, breakpoints in order", async () => {
  const head = {
    system: [
      { type: "text", text: "x-anthropic-billing-header: cc_version=2;" },
      {
        type: "text",
        text: `You know ${SECRET}`,
        cache_control: { type: "ephemeral" },
      },
    ],
    tools: [{ name: "Bash", cache_control: { type: "ephemeral" } }],
  };
  const messages: unknown[] = [];
  let before = "";
  for (let turn = 0; turn < 50; turn++) {
    messages.push(
      { role: "user", content: `turn ${turn} ${SECRET}` },
      { role: "assistant", content: [{ type: "thinking", signature: "s" }] },
    );
    const body = JSON.stringify({ ...head, messages });
    const got = await sent(body);
    equal(got.replace(`,${BLOCK}`, ""), body.replaceAll(SECRET, HELD));
    equal(got.split("cache_control").length, 3);
    ok(got.startsWith(before));
    before = got.slice(0, -2);
  }
});

Deno.test("an encoded body leaves plain with the note, a signed one as it came", async () => {
  const body = '{"system":"You","messages":[]}';
  const gzip = new Uint8Array(gzipSync(body));
  const headers = { "content-encoding": "gzip" };
  ok((await sent(gzip, { headers })).includes(NOTE));
  const signed = {
    authorization: "AWS4-HMAC-SHA256 Credential=x, Signature=y",
  };
  equal(await sent(body, { headers: signed }), body);
});

Deno.test("what is no JSON object, or has its prompt in no known form, stays as it came", async () => {
  for (
    const body of [
      "[]",
      '"system"',
      '{"system":7,"messages":[]}',
      '{"system":{"text":"You"},"messages":[]}',
      '{"messages":7,"system":{}}',
    ]
  ) equal(await sent(body), body);
  equal(
    await sent('{"system":null,"messages":[]}'),
    `{"system":"${NOTE}","messages":[]}`,
  );
});
