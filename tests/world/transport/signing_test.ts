import { equal, match, ok } from "node:assert/strict";
import type http from "node:http";
import {
  authorizationFor,
  sha256,
  signingTime,
} from "../../../proxy/signing/sigv4.ts";
import { faultOfSignature } from "../../proxy/signing/aws_server.ts";
import { scene, secret } from "./scene.ts";
import { bodyOf } from "./stub_upstream.ts";

const ours = {
  accessKeyId: "OURKEY",
  secretAccessKey: "of the person",
  sessionToken: "for an hour",
};
const body = JSON.stringify({ key: secret });

/** A request as a client with other keys signs it. */
function signed(host: string, path: string): RequestInit {
  const time = signingTime(Date.now());
  const fields = [["host", host], ["x-amz-date", time]] as const;
  const authorization = authorizationFor(
    { method: "POST", path, fields, payload: sha256(body) },
    {
      credentials: { ...ours, accessKeyId: "AGENTKEY", sessionToken: null },
      scope: { time, region: "us-east-1", service: "bedrock" },
    },
  );
  return {
    method: "POST",
    body,
    headers: { "x-amz-date": time, authorization },
  };
}

const faults: (string | undefined)[] = [];
const check: http.RequestListener = async (request, response) => {
  const text = await bodyOf(request);
  ok(!text.includes(secret));
  const headers = new Headers(
    Object.entries(request.headers).map((
      [name, value],
    ): [string, string] => [name, `${value}`]),
  );
  faults.push(
    await faultOfSignature({
      method: request.method!,
      path: request.url!,
      host: request.headers.host!,
      headers,
      body: new TextEncoder().encode(text),
    }, { OURKEY: ours.secretAccessKey }),
  );
  response.end("{}");
};

Deno.test("a server of AWS believes what the proxy signed, by CONNECT and by base URL", () =>
  scene(check, async ({ client, port, proxy }) => {
    proxy.signWith(ours);
    const path = "/model/a%3A0/converse";
    const tunnelled = await fetch(`https://api.example.com${path}`, {
      ...signed("api.example.com", path),
      client: client(),
    });
    equal(tunnelled.status, 200);
    await tunnelled.text();
    const plain = await fetch(
      `http://127.0.0.1:${port}/example${path}`,
      signed(`127.0.0.1:${port}`, `/example${path}`),
    );
    equal(plain.status, 200);
    await plain.text();
    equal(faults.join(), ",");
  }));

Deno.test("without keys the request is refused, and the way out is named", () =>
  scene(check, async ({ client }) => {
    const refused = await fetch("https://api.example.com/model/a/converse", {
      ...signed("api.example.com", "/model/a/converse"),
      client: client(),
    });
    equal(refused.status, 502);
    match(
      (await refused.json()).error.hint,
      /Bedrock API key.*aws_credentials/,
    );
  }));
