import { match, rejects } from "node:assert/strict";
import { refuseAll } from "../../../proxy/transport/refuse_all.ts";
import { connectRaw } from "./raw_client.ts";

/** A port of this machine that is free right now. */
function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}

Deno.test("while the proxy is away, whatever is asked is answered 502 with the reason", async () => {
  const port = freePort();
  const door = await refuseAll({ port, fd: null });
  for (
    const said of [
      "CONNECT api.anthropic.com:443 HTTP/1.1\r\n\r\n",
      "POST /anthropic/v1 HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf",
      "",
    ]
  ) {
    const client = await connectRaw(port);
    await client.send(said);
    const answer = await client.rest();
    match(answer, /^HTTP\/1\.1 502 [^]*waterwall_unavailable/);
    client.close();
  }
  await door.close();
});

Deno.test("the port is free again when it is closed, and refused while it is taken", async () => {
  const port = freePort();
  const first = await refuseAll({ port, fd: null });
  await rejects(refuseAll({ port, fd: null }));
  await first.close();
  const second = await refuseAll({ port, fd: null });
  await second.close();
});
