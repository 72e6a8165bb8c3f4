import { deepEqual, equal, match, notEqual, rejects } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Context, Outgoing } from "../../../proxy/mod.ts";
import { handle, PROVIDERS } from "../../../proxy/mod.ts";
import {
  authorizationFor,
  type AwsCredentials,
  sha256,
} from "../../../proxy/signing/sigv4.ts";
import { placeholderOf, textOf, transcript } from "../transcript.ts";
import { faultOfSignature } from "./aws_server.ts";

const SECRET = "SECRET-alpha";
const HOST = "bedrock-runtime.us-east-1.amazonaws.com";
const PATH = "/model/anthropic.claude-3%3A0/converse";
const BODY = JSON.stringify({
  messages: [{ role: "user", content: [{ text: SECRET }] }],
});
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const agents: AwsCredentials = {
  accessKeyId: "AGENTKEY",
  secretAccessKey: "of the agent",
  sessionToken: "the agent's session",
};
const ours: AwsCredentials = {
  accessKeyId: "OURKEY",
  secretAccessKey: "of the person",
  sessionToken: null,
};
const SECRETS = { AGENTKEY: "of the agent", OURKEY: "of the person" };

interface Asked {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly path?: string;
  readonly more?: Record<string, string>;
  /** Fields that are signed besides those that always are. */
  readonly signed?: readonly string[];
  readonly payload?: string;
  readonly host?: string;
}

/** A request that an agent signed, as its SDK does. */
function signed(
  { body = BODY, path = PATH, more = {}, signed = [], payload, host = HOST }:
    Asked,
): Request {
  const time = "20260102T030000Z";
  const headers: Record<string, string> = {
    host,
    "content-type": "application/json",
    "x-amz-date": time,
    "x-amz-security-token": agents.sessionToken!,
    ...payload !== undefined && { "x-amz-content-sha256": payload },
    ...more,
  };
  const names = [
    "host",
    "content-type",
    ...Object.keys(headers).filter((name) => name.startsWith("x-amz-")),
    ...signed,
  ];
  const fields = names.map((name) => [name, headers[name]!] as const);
  const authorization = authorizationFor({
    method: "POST",
    path,
    fields,
    payload: payload ?? sha256(body),
  }, {
    credentials: agents,
    scope: { time, region: "us-east-1", service: "bedrock" },
  });
  return new Request(`https://${HOST}${path}`, {
    method: "POST",
    body,
    headers: { ...headers, authorization },
  });
}

async function send(
  asked: Asked,
  credentials: AwsCredentials | null = ours,
  overrides: Partial<Context> = {},
): Promise<Outgoing> {
  const { context, sent } = transcript({
    host: HOST,
    provider: PROVIDERS["bedrock"]!,
    aws: () => credentials,
    wallClock: () => NOW,
    ...overrides,
  });
  await (await handle(signed(asked), context)).text();
  return sent[0]!;
}

const fault = ({ method, path, headers, body }: Outgoing, host = HOST) =>
  faultOfSignature(
    { method, path, headers, host, body: body ?? new Uint8Array() },
    SECRETS,
  );

const keyOf = ({ headers }: Outgoing) =>
  /Credential=([^/]+)/.exec(headers.get("authorization") ?? "")?.[1];

Deno.test("the server of these tests believes the agent's own signature", async () => {
  const sent = await send({ body: '{"messages":[]}' });
  equal(await fault(sent), undefined);
  equal(keyOf(sent), "AGENTKEY");
});

Deno.test("without a secret a signed request leaves as it came", async () => {
  const body = '{"messages":[]}';
  const { headers } = signed({ body });
  const sent = await send({ body });
  for (const name of ["authorization", "x-amz-date", "x-amz-security-token"]) {
    equal(sent.headers.get(name), headers.get(name));
  }
});

const WAYS: Readonly<Record<string, Asked>> = {
  "as Bedrock's clients do": {},
  "with the body's hash in a field": { payload: sha256(BODY) },
  "without its body": { payload: "UNSIGNED-PAYLOAD" },
  "with its length": {
    more: { "content-length": String(BODY.length) },
    signed: ["content-length"],
  },
  "with a digest of its body": {
    more: { "content-digest": "sha-256=:AAAA:" },
    signed: ["content-digest"],
  },
  "with accept-encoding": {
    more: { "accept-encoding": "gzip" },
    signed: ["accept-encoding"],
  },
  "with a content-encoding that is taken off": {
    body: new Uint8Array(gzipSync(BODY)),
    more: { "content-encoding": "gzip" },
    signed: ["content-encoding"],
  },
  "with a query": { path: `${PATH}?a=b%20c&d=` },
};

for (const [how, asked] of Object.entries(WAYS)) {
  Deno.test(`a request signed ${how} is signed again after a secret was replaced`, async () => {
    const sent = await send(asked);
    equal(textOf(sent.body), BODY.replace(SECRET, placeholderOf(SECRET)));
    equal(keyOf(sent), "OURKEY");
    equal(sent.headers.get("x-amz-date"), "20260102T030405Z");
    equal(sent.headers.get("x-amz-security-token"), null);
    equal(await fault(sent), undefined);
  });
}

Deno.test("temporary credentials bring their session along, signed", async () => {
  const sent = await send({}, { ...ours, sessionToken: "ours" });
  equal(sent.headers.get("x-amz-security-token"), "ours");
  match(sent.headers.get("authorization")!, /;x-amz-security-token,/);
  equal(await fault(sent), undefined);
});

Deno.test("what is signed is what another address is sent", async () => {
  const sent = await send({}, ours, { authority: "localhost:9443" });
  equal(await fault(sent, "localhost:9443"), undefined);
  notEqual(await fault(sent), undefined);
});

Deno.test("a request that was signed for the proxy's own address is signed for the provider", async () => {
  const body = '{"messages":[]}';
  const sent = await send({ body, host: "127.0.0.1:8888" });
  equal(keyOf(sent), "OURKEY");
  equal(await fault(sent), undefined);
  const without = await send({ body, host: "127.0.0.1:8888" }, null);
  equal(keyOf(without), "AGENTKEY");
});

Deno.test("without credentials a signed accept-encoding stays as it is", async () => {
  const asked = {
    body: "{}",
    more: { "accept-encoding": "gzip" },
    signed: ["accept-encoding"],
  };
  const sent = await send(asked, null);
  equal(sent.headers.get("accept-encoding"), "gzip");
  equal(await fault(sent), undefined);
});

const refuses = (pattern: RegExp) => (error: unknown) => {
  const { code, message, hint } = error as Record<string, string>;
  equal(code, "policy");
  match(message!, pattern);
  match(hint!, /Bedrock API key.*aws_credentials/);
  for (const told of [message!, hint!]) {
    deepEqual(
      [SECRET, "of the person", "of the agent"].filter((it) =>
        told.includes(it)
      ),
      [],
    );
  }
  return true;
};

for (
  const [what, asked, credentials, why] of [
    ["nobody may sign", {}, null, /AWS4-HMAC-SHA256/],
    [
      "the body is signed in chunks",
      { payload: "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" },
      ours,
      /in chunks/,
    ],
  ] as const
) {
  Deno.test(`a secret in a signed request is refused when ${what}`, async () => {
    await rejects(send(asked, credentials), refuses(why));
  });
}

for (
  const [what, change] of [
    [
      "by another algorithm",
      (headers: Headers) =>
        headers.set("authorization", "AWS4-ECDSA-P256-SHA256 Credential=x"),
    ],
    [
      "in no way that is known",
      (headers: Headers) =>
        headers.set("authorization", "AWS4-HMAC-SHA256 nonsense"),
    ],
  ] as const
) {
  Deno.test(`a secret in a request signed ${what} is refused`, async () => {
    const request = signed({});
    change(request.headers);
    const { context, sent } = transcript({
      host: HOST,
      provider: PROVIDERS["bedrock"]!,
      aws: () => ours,
    });
    await rejects(handle(request, context), refuses(/cannot be done again/));
    deepEqual(sent, []);
  });
}

Deno.test("a secret in a request signed in its query is refused", async () => {
  const { context, sent } = transcript({
    host: HOST,
    provider: PROVIDERS["bedrock"]!,
    aws: () => ours,
  });
  const request = new Request(`https://${HOST}${PATH}?X-Amz-Signature=00`, {
    method: "POST",
    body: BODY,
    headers: { "content-type": "application/json" },
  });
  await rejects(handle(request, context), refuses(/cannot be done again/));
  deepEqual(sent, []);
});

Deno.test("a bearer key needs no signature", async () => {
  const { context, sent } = transcript({
    host: HOST,
    provider: PROVIDERS["bedrock"]!,
  });
  const request = new Request(`https://${HOST}${PATH}`, {
    method: "POST",
    body: BODY,
    headers: { "content-type": "application/json", authorization: "Bearer k" },
  });
  await (await handle(request, context)).text();
  equal(sent[0]!.headers.get("authorization"), "Bearer k");
});
