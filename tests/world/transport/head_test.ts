import { deepEqual, equal, match } from "node:assert/strict";
import type http2 from "node:http2";
import { has, run } from "../support/run.ts";
import { connectRaw } from "./raw_client.ts";
import { HOST, openHttp2 } from "./tls_client.ts";
import { ca, type Scene, scene } from "./scene.ts";

const hasCurl = await has("curl");

/** How a request without a body is answered. */
type Told = { readonly status: number; readonly bytes: number };

function tell(
  client: http2.ClientHttp2Session,
  fields: http2.OutgoingHttpHeaders,
): Promise<Told> {
  return new Promise((resolve, reject) => {
    client.once("error", reject);
    let status = 0;
    let bytes = 0;
    client.request(fields)
      .once("response", (head) => status = Number(head[":status"]))
      .on("data", (piece) => bytes += piece.length)
      .once("end", () => resolve({ status, bytes }))
      .once("error", reject)
      .end();
  });
}

/** A proxy before a provider that hangs up. */
const refusing = (test: (scene: Scene) => Promise<void>) =>
  scene(({ socket }) => socket.destroy(), test);

const HEAD = { ":method": "HEAD", ":path": "/v1/models" };

Deno.test("a refused HEAD over HTTP/2 has a status and no body, and what follows it is answered", () =>
  refusing(async ({ proxy, port }) => {
    const client = await openHttp2(port);
    deepEqual(await tell(client, HEAD), { status: 502, bytes: 0 });
    proxy.arm(["http"]);
    deepEqual(await tell(client, HEAD), { status: 502, bytes: 0 });
    const { status, bytes } = await tell(client, { ":path": "/v1/models" });
    deepEqual([status, bytes > 0], [502, true]);
    client.close();
  }));

Deno.test("a HEAD over HTTP/2 that means another host is refused without a body, too", () =>
  refusing(async ({ port }) => {
    const client = await openHttp2(port);
    const elsewhere = { ...HEAD, ":authority": "other.example.com" };
    deepEqual(await tell(client, elsewhere), { status: 421, bytes: 0 });
    deepEqual(await tell(client, HEAD), { status: 502, bytes: 0 });
    client.close();
  }));

for (const path of ["/example/v1", "/nobody/v1"]) {
  Deno.test(`a HEAD of ${path} in base-URL mode is refused without a body`, () =>
    refusing(async ({ port }) => {
      const client = await connectRaw(port);
      await client.send(
        `HEAD ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
      );
      match(await client.rest(), /^HTTP\/1\.1 (404|502) [^]*\r\n\r\n$/);
      client.close();
    }));
}

for (const version of ["--http1.1", "--http2"]) {
  Deno.test({
    name: `curl ${version} -I ends well when it is refused`,
    ignore: !hasCurl,
    fn: () =>
      refusing(async ({ port }) => {
        const root = await Deno.makeTempFile({ suffix: ".pem" });
        await Deno.writeTextFile(root, ca.certPem);
        const { code, stdout, stderr } = await run("curl", [
          ...["-I", version, "--silent", "--show-error"],
          ...["--proxy", `http://127.0.0.1:${port}`, "--cacert", root],
          `https://${HOST}/v1/models`,
        ]);
        equal(code, 0, stderr);
        match(stdout, /^HTTP\/(1\.1|2) 502/m);
        await Deno.remove(root);
      }),
  });
}
