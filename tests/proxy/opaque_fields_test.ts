import { equal, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { handle, PROVIDERS } from "../../proxy/mod.ts";
import { writeFrame } from "../../proxy/eventstream/frame.ts";
import {
  answer,
  ask,
  placeholderOf,
  textOf,
  transcript,
} from "./transcript.ts";

const SECRET = "SECRET-alpha";
const HELD = placeholderOf(SECRET);

/**
 * What must not change by a byte: it holds a secret as well as a placeholder
 * that would be restored anywhere else, and is written as no serializer would.
 */
const SEALED = `"a\\/b\\u002B${SECRET} ${HELD} \\u003cpl:TEST:\\ud83d\\ude00"`;
/** A signature as servers make them. */
const LONG = `"${btoa("SECRET-signature".repeat(8))}"`;

/** A wire, and the sealed parts that it carries, both ways. */
interface Sealing {
  readonly name: string;
  readonly provider: string;
  readonly path: string;
  /** Parts of a message in a request, as they stand in the body. */
  readonly sent: readonly string[];
  readonly request: (parts: string) => string;
  /** Parts of a message in an answer. */
  readonly told: readonly string[];
  readonly response: (parts: string) => string;
  /** Events that hold such a part. */
  readonly events?: readonly string[];
  /** In which frames of AWS's events come, if any. */
  readonly frames?: "plain" | "base64";
}

const THINKING =
  `{"type" : "thinking","thinking":${SEALED}, "signature":${SEALED},"n":1.0}`;
const REDACTED = `{"data":${SEALED},"type":"redacted_thinking"}`;
const SEARCHED =
  `{"type":"web_search_tool_result","tool_use_id":"s","content":[{"type":"web_search_result","encrypted_content":${SEALED}}]}`;
const MESSAGE = {
  sent: [
    THINKING,
    REDACTED,
    SEARCHED,
    `{"type":"new_block","signature":${LONG}}`,
    `{"type":"text","text":"","citations":[{"encrypted_index":${LONG}}]}`,
  ],
  request: (parts: string) =>
    `{"messages":[{"role":"assistant","content":[${parts}]},{"role":"user","content":"${SECRET}"}]}`,
  told: [THINKING, REDACTED, SEARCHED],
  response: (parts: string) =>
    `{"content":[${parts},{"type":"text","text":"${HELD}"}]}`,
  events: [
    `{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":${SEALED}}}`,
    `{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":${SEALED}}}`,
    `{"type":"content_block_start","index":1,"content_block":${REDACTED}}`,
    `{"type":"content_block_start","index":2,"content_block":${SEARCHED}}`,
  ],
};

const REASONING =
  `{"type":"reasoning", "encrypted_content":${SEALED},"summary":[],"id":"rs_1"}`;
const COMPACTED = `{"encrypted_content":${SEALED} ,"type":"compaction"}`;
const ITEMS = {
  sent: [REASONING, COMPACTED],
  request: (parts: string) =>
    `{"input":[${parts},{"role":"user","content":"${SECRET}"}]}`,
  told: [REASONING, COMPACTED],
  response: (parts: string) =>
    `{"output":[${parts},{"type":"message","content":[{"text":"${HELD}"}]}]}`,
  events: [
    `{"type":"response.output_item.added","output_index":0,"item":${REASONING}}`,
    `{"type":"response.output_item.done","output_index":0,"item":${COMPACTED}}`,
    `{"type":"response.completed","response":{"output":[${REASONING}]}}`,
  ],
};

const DETAILS = [
  `{"type":"reasoning.text","text":${SEALED},"signature":${SEALED}}`,
  `{"type":"reasoning.encrypted", "data":${SEALED}}`,
];
const CHAT = {
  sent: DETAILS,
  request: (parts: string) =>
    `{"messages":[{"role":"assistant","reasoning_details":[${parts}]},{"role":"user","content":"${SECRET}"}]}`,
  told: DETAILS,
  response: (parts: string) =>
    `{"choices":[{"message":{"content":"${HELD}","reasoning_details":[${parts}]}}]}`,
  events: DETAILS.map((detail) =>
    `{"choices":[{"index":0,"delta":{"reasoning_details":[${detail}]}}]}`
  ),
};

const PART =
  `{"functionCall":{"name":"f","args":{}}, "thoughtSignature":${SEALED}}`;
const candidates = (parts: string) =>
  `"candidates":[{"content":{"parts":[${parts},{"text":"${HELD}"}]}}]`;
const PARTS = {
  sent: [PART],
  told: [PART],
  request: (parts: string) =>
    `{"contents":[{"parts":[${parts},{"text":"${SECRET}"}]}]}`,
  response: (parts: string) => `{${candidates(parts)}}`,
  events: [`{"candidates":[{"content":{"parts":[${PART}]}}]}`],
};

const BLOCKS = [
  `{"reasoningContent":{"reasoningText":{"text":${SEALED},"signature":${SEALED}}}}`,
  `{"reasoningContent" : {"redactedContent":${SEALED}}}`,
];

const SEALINGS: readonly Sealing[] = [
  {
    name: "Anthropic",
    provider: "anthropic",
    path: "/v1/messages",
    ...MESSAGE,
  },
  {
    name: "Anthropic's token count",
    provider: "anthropic",
    path: "/v1/messages/count_tokens",
    ...MESSAGE,
  },
  {
    ...MESSAGE,
    name: "Anthropic's batches",
    provider: "anthropic",
    path: "/v1/messages/batches",
    request: (parts) =>
      `{"requests":[{"custom_id":"a","params":${MESSAGE.request(parts)}}]}`,
    told: [],
    events: [],
  },
  { name: "Copilot", provider: "copilot", path: "/v1/messages", ...MESSAGE },
  { name: "Amp", provider: "copilot", path: "/api/x/v1/messages", ...MESSAGE },
  {
    name: "Bedrock InvokeModel",
    provider: "bedrock",
    path: "/model/m/invoke-with-response-stream",
    frames: "base64",
    ...MESSAGE,
  },
  {
    name: "Bedrock Converse",
    provider: "bedrock",
    path: "/model/m/converse-stream",
    sent: BLOCKS,
    request: (parts) =>
      `{"messages":[{"role":"assistant","content":[${parts}]},{"role":"user","content":[{"text":"${SECRET}"}]}]}`,
    told: BLOCKS,
    response: (parts) =>
      `{"output":{"message":{"content":[${parts},{"text":"${HELD}"}]}}}`,
    events: [
      `{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":${SEALED}}}}`,
      `{"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":${SEALED}}}}`,
      `{"contentBlockIndex":1,"delta":{"reasoningContent":{"redactedContent":${SEALED}}}}`,
    ],
    frames: "plain",
  },
  { name: "Responses", provider: "openai", path: "/v1/responses", ...ITEMS },
  {
    name: "Responses, compacted",
    provider: "openai",
    path: "/v1/responses/compact",
    ...ITEMS,
  },
  {
    name: "Codex",
    provider: "codex",
    path: "/backend-api/codex/responses",
    ...ITEMS,
  },
  {
    name: "Copilot's Responses",
    provider: "copilot",
    path: "/responses",
    ...ITEMS,
  },
  {
    name: "OpenRouter",
    provider: "openai",
    path: "/api/v1/chat/completions",
    ...CHAT,
  },
  {
    name: "Gemini",
    provider: "gemini",
    path: "/v1beta/models/g:streamGenerateContent",
    ...PARTS,
  },
  {
    ...PARTS,
    name: "Gemini Code Assist",
    provider: "gemini",
    path: "/v1internal:streamGenerateContent",
    request: (parts) => `{"model":"g","request":${PARTS.request(parts)}}`,
    response: (parts) => `{"response":{${candidates(parts)}}}`,
    events: PARTS.events.map((event) => `{"response":${event}}`),
  },
];

/** Sends a request that also holds the secret where it is replaced; what the provider got, and what it says comes back as. */
async function exchange(
  { provider, path, request, sent }: Sealing,
  said: ReturnType<typeof answer>,
) {
  const own = transcript({ provider: PROVIDERS[provider]! });
  const outgoing: Uint8Array[] = [];
  const response = await handle(ask(request(sent.join(", ")), { path }), {
    ...own.context,
    forward: ({ body }) => {
      outgoing.push(body!);
      return Promise.resolve(said);
    },
  });
  return { received: textOf(outgoing[0]!), bytes: await response.bytes() };
}

for (const sealing of SEALINGS) {
  const { name, sent, told, response, events = [], frames } = sealing;

  Deno.test(`${name}: what is signed or sealed reaches the provider as it was sent`, async () => {
    const { received } = await exchange(sealing, answer("{}"));
    ok(received.includes(sent.join(", ")), received);
    equal(received.includes(`"${SECRET}"`), false);
    equal(received.includes(`"${HELD}"`), true);
  });

  Deno.test(`${name}: what is signed or sealed comes back as the provider said it`, async () => {
    if (told.length > 0) {
      const { bytes } = await exchange(
        sealing,
        answer(response(told.join(", ")), {
          "content-type": "application/json",
        }),
      );
      ok(textOf(bytes).includes(told.join(", ")));
      equal(textOf(bytes).includes(`"${SECRET}"`), true);
    }
    const written = frames
      ? events.map((event) => framed(event, frames))
      : [...events.map((event) =>
        new TextEncoder().encode(`data: ${event}\n\n`)
      )];
    const stream = new Uint8Array(Buffer.concat(written));
    const { bytes } = await exchange(
      sealing,
      answer(stream, {
        "content-type": frames
          ? "application/vnd.amazon.eventstream"
          : "text/event-stream",
      }),
    );
    equal(Buffer.compare(bytes, stream), 0, textOf(bytes));
  });
}

function framed(event: string, how: "plain" | "base64") {
  const payload = how === "plain"
    ? event
    : JSON.stringify({ bytes: Buffer.from(event).toString("base64") });
  return writeFrame({
    headers: new Uint8Array(),
    payload: new TextEncoder().encode(payload),
  });
}
