import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import {
  startStubProvider,
  type StubOptions,
  type StubProvider,
} from "../../../cli/prove/stub_provider.ts";

const HEARD = 'PASSWORD="grün\\n"\n😀 <&>' + "x".repeat(300);
const SCHEMA = {
  type: "object" as const,
  properties: { command: { type: "string" } },
};

type Fetch = typeof fetch;

/** Runs a test against a stub of its own, with a `fetch` that trusts it. */
async function withStub(
  options: StubOptions,
  test: (stub: StubProvider, fetch: Fetch) => Promise<void>,
) {
  const stub = await startStubProvider(options);
  const client = Deno.createHttpClient({ caCerts: [stub.ca] });
  try {
    await test(stub, (input, init) => fetch(input, { ...init, client }));
  } finally {
    client.close();
    await stub.close();
  }
}

const KINDS: readonly StubOptions[] = [
  {},
  { pieces: [1], writes: [1] },
  { escapeHtml: true, pieces: [7], writes: [100_000] },
];

for (const options of KINDS) {
  const how = JSON.stringify(options);

  Deno.test(`the Anthropic SDK understands the stub, streaming or not ${how}`, () =>
    withStub(options, async (stub, fetch) => {
      const client = new Anthropic({
        apiKey: "k",
        baseURL: stub.url,
        fetch,
        maxRetries: 0,
      });
      const asked = {
        model: "claude-test",
        max_tokens: 2000,
        messages: [{ role: "user" as const, content: HEARD }],
        tools: [{ name: "bash", input_schema: SCHEMA }],
        thinking: { type: "enabled" as const, budget_tokens: 1024 },
      };
      const whole = await client.messages.create(asked);
      const streamed = await client.messages.stream(asked).finalMessage();
      deepEqual(streamed.content, whole.content);
      deepEqual(whole.content.map(({ type }) => type), [
        "thinking",
        "text",
        "tool_use",
      ]);
      deepEqual(whole.content.slice(1), [
        { type: "text", text: HEARD },
        {
          type: "tool_use",
          id: "toolu_01stub",
          name: "bash",
          input: { command: HEARD },
        },
      ]);
    }));

  Deno.test(`the OpenAI SDK understands the stub's chat, streaming or not ${how}`, () =>
    withStub(options, async (stub, fetch) => {
      const client = openai(stub, fetch);
      const asked = {
        model: "gpt-test",
        messages: [{ role: "user" as const, content: HEARD }],
        tools: [{
          type: "function" as const,
          function: { name: "bash", parameters: SCHEMA },
        }],
      };
      const whole = await client.chat.completions.create(asked);
      const streamed = await client.chat.completions.stream(asked)
        .finalMessage();
      for (const message of [whole.choices[0]!.message, streamed]) {
        equal(message.content, HEARD);
        const [call] = message.tool_calls!;
        ok(call?.type === "function");
        deepEqual(JSON.parse(call.function.arguments), { command: HEARD });
      }
    }));

  Deno.test(`the OpenAI SDK understands the stub's responses, streaming or not ${how}`, () =>
    withStub(options, async (stub, fetch) => {
      const client = openai(stub, fetch);
      const asked = {
        model: "gpt-test",
        input: HEARD,
        tools: [{
          type: "function" as const,
          name: "bash",
          parameters: SCHEMA,
          strict: false,
        }],
      };
      const whole = await client.responses.create(asked);
      const streamed = await client.responses.stream(asked).finalResponse();
      for (const response of [whole, streamed]) {
        equal(response.output_text, HEARD);
        const call = response.output.find((item) =>
          item.type === "function_call"
        );
        ok(call?.type === "function_call");
        deepEqual(JSON.parse(call.arguments), { command: HEARD });
      }
    }));
}

Deno.test("the stub keeps what it was sent and finds it again, compressed or not, in body, path and header", () =>
  withStub({}, async (stub, fetch) => {
    const secret = "s3cr3t-" + "ABCDEFGHIJKLMNOP";
    deepEqual(stub.tracesOf(secret), []);
    const gzip = new Blob([JSON.stringify({ secret })]).stream()
      .pipeThrough(new CompressionStream("gzip"));
    const attempts: RequestInit[] = [
      { method: "POST", body: JSON.stringify({ secret }) },
      {
        method: "POST",
        body: await new Response(gzip).bytes(),
        headers: { "content-encoding": "gzip" },
      },
      { headers: { "x-note": secret } },
    ];
    for (const attempt of attempts) {
      await (await fetch(`${stub.url}/v1/messages`, attempt)).body?.cancel();
      ok(stub.tracesOf(secret).includes("plain"));
      stub.forget();
    }
    await (await fetch(`${stub.url}/v1/x?q=${btoa(secret)}`)).body?.cancel();
    deepEqual(stub.tracesOf(secret), ["base64", "base64url"]);
  }));

Deno.test("the stub refuses who brings no credential, and what is not JSON", () =>
  withStub({}, async (stub, fetch) => {
    const status = async (init: RequestInit) => {
      const answer = await fetch(`${stub.url}/v1/responses`, init);
      await answer.body?.cancel();
      return answer.status;
    };
    equal(await status({ method: "POST", body: "{}" }), 401);
    const headers = { authorization: "Bearer k" };
    equal(await status({ method: "POST", body: "{", headers }), 400);
  }));

Deno.test("nobody trusts the stub without its root", () =>
  withStub({}, async (stub) => {
    await rejects(fetch(stub.url));
  }));

function openai(stub: StubProvider, fetch: Fetch): OpenAI {
  return new OpenAI({
    apiKey: "k",
    baseURL: `${stub.url}/v1`,
    fetch,
    maxRetries: 0,
  });
}
