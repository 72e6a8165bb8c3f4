import { match, rejects } from "node:assert/strict";
import { refuseAll } from "../../../proxy/transport/refuse_all.ts";
import { ownPort } from "../support/own_port.ts";
import { connectRaw } from "./raw_client.ts";

Deno.test("while the proxy is away, whatever is asked is answered 502 with the reason", async () => {
  const port = ownPort();
  const door = await refuseAll(port);
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
  const port = ownPort();
  const first = await refuseAll(port);
  await rejects(refuseAll(port));
  await first.close();
  const second = await refuseAll(port);
  await second.close();
});
