import { deepEqual, equal, match, ok } from "node:assert/strict";
import { faultOfSignature } from "../../proxy/signing/aws_server.ts";
import { authorizationFor, sha256 } from "../../../proxy/signing/sigv4.ts";
import { replaceFile } from "../../../ops/text_file.ts";
import { bodyOf, startStub } from "../transport/stub_upstream.ts";
import { startSocketStub } from "../transport/stub_websocket.ts";
import { inFolder, onService, recordsIn } from "./in_home.ts";

const SECRET = "AKIA" + "IOSFODNN7" + "QWERTZU";

/** A configuration under which one host is a stub's. */
function config(
  host: string,
  { port, more = "" }: { readonly port: number; readonly more?: string },
): string {
  return `${more}
[[host]]
name = "${host}"
provider = "bedrock"
upstream = "https://localhost:${port}"
upstream_ca = "roots.pem"
`;
}

Deno.test("an instance speaks WebSocket out of its sandbox, and its log says so", async () => {
  const stub = await startSocketStub((text, socket) => socket.say(text));
  await inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/roots.pem`, stub.ca);
    await Deno.writeTextFile(
      `${dir}/config.toml`,
      config("api.openai.com", stub).replace("bedrock", "openai"),
    );
    await onService(dir, {}, async ({ service }) => {
      const url = `ws://127.0.0.1:${service.proxyPort}/openai/v1/responses`;
      const socket = new WebSocket(url);
      const closed = new Promise((resolve) => socket.onclose = resolve);
      const heard = new Promise<string>((resolve) =>
        socket.onmessage = ({ data }) => resolve(data)
      );
      const said = JSON.stringify({ type: "response.create", input: SECRET });
      socket.onopen = () => socket.send(said);
      equal(await heard, said);
      socket.close();
      await closed;
    });
    const [message] = stub.messages;
    ok(message?.kind === "text");
    match(new TextDecoder().decode(message.bytes), /<pl:AWS_ACCESS_KEY_ID:/);
    const records = (await recordsIn(dir)) as { type: string }[];
    const types = records.map(({ type }) => type);
    deepEqual(
      types.filter((type) => /redaction|restoration|block/.test(type)),
      ["redaction", "restoration", "restoration"],
    );
  });
  await stub.close();
});

/** A request as a client of Bedrock signs it, with keys of its own. */
function signed(path: string): RequestInit {
  const body = JSON.stringify({
    messages: [{ role: "user", content: SECRET }],
  });
  const time = "20260102T030000Z";
  const fields = [["host", "127.0.0.1"], ["x-amz-date", time]] as const;
  const authorization = authorizationFor(
    { method: "POST", path, fields, payload: sha256(body) },
    {
      credentials: {
        accessKeyId: "AGENTKEY",
        secretAccessKey: "of the agent",
        sessionToken: null,
      },
      scope: { time, region: "us-east-1", service: "bedrock" },
    },
  );
  return {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-amz-date": time,
      authorization,
    },
  };
}

Deno.test("an instance signs with a profile's keys, and with new ones as soon as they are there", async () => {
  const faults: (string | undefined)[] = [];
  const keys = { FIRST: "one", SECOND: "two" };
  const used: string[] = [];
  const stub = await startStub(async (request, response) => {
    const body = new TextEncoder().encode(await bodyOf(request));
    const { method = "", url: path = "", headers } = request;
    const fields = new Headers(
      Object.entries(headers).map((
        [name, value],
      ): [string, string] => [name, `${value}`]),
    );
    const received = {
      method,
      path,
      host: headers.host!,
      headers: fields,
      body,
    };
    faults.push(await faultOfSignature(received, keys));
    used.push(/Credential=(\w+)/.exec(fields.get("authorization")!)![1]!);
    response.end("{}");
  });
  const host = "bedrock-runtime.us-east-1.amazonaws.com";
  await inFolder(async (dir) => {
    // Whole or not at all, as it is read while it is written.
    const write = (id: keyof typeof keys) =>
      replaceFile(
        `${dir}/aws`,
        `[work]\naws_access_key_id = ${id}\naws_secret_access_key = ${
          keys[id]
        }\n`,
      );
    await write("FIRST");
    await Deno.writeTextFile(`${dir}/roots.pem`, stub.ca);
    const more = '[aws]\nprofile = "work"\n';
    await Deno.writeTextFile(
      `${dir}/config.toml`,
      config(host, { ...stub, more }),
    );
    const env = (name: string) =>
      name === "AWS_SHARED_CREDENTIALS_FILE" ? `${dir}/aws` : undefined;
    await onService(dir, { env }, async ({ service }) => {
      const path = "/model/m/converse";
      const ask = async () => {
        const url = `http://127.0.0.1:${service.proxyPort}/${host}${path}`;
        const answer = await fetch(url, signed(`/${host}${path}`));
        equal(answer.status, 200, await answer.text());
      };
      await ask();
      await write("SECOND");
      while (used.at(-1) !== "SECOND") await ask();
    });
    const log = JSON.stringify(await recordsIn(dir));
    deepEqual(
      ["FIRST", "SECOND", 'one"', 'two"'].filter((it) => log.includes(it)),
      [],
    );
  });
  equal(used[0], "FIRST");
  deepEqual(faults.filter((fault) => fault !== undefined), []);
  await stub.close();
});
