import { equal, ok } from "node:assert/strict";
import { readUpgrade } from "../../../proxy/transport/upgrade_head.ts";

const HEAD = [
  "GET /v1/responses?model=m HTTP/1.1",
  "Host: api.example.com",
  "Upgrade: WebSocket",
  "Connection: keep-alive, Upgrade",
  "X-Twice: a",
  "X-Twice: b",
  "\r\n",
].join("\r\n");

const read = (text: string) => readUpgrade(new TextEncoder().encode(text));

Deno.test("a request for a WebSocket is known at its last byte, and not before", () => {
  for (let at = 0; at < HEAD.length; at++) {
    equal(read(HEAD.slice(0, at)), "incomplete");
  }
  const asked = read(`${HEAD}frames`);
  ok(asked !== null && asked !== "incomplete");
  equal(asked.length, HEAD.length);
  equal(asked.target, "/v1/responses?model=m");
  equal(asked.method, "GET");
  equal(asked.headers.get("x-twice"), "a, b");
});

for (
  const [what, text] of [
    ["an ordinary request", HEAD.replace("Upgrade: WebSocket\r\n", "")],
    ["another protocol", HEAD.replace("WebSocket", "h2c")],
    ["HTTP/1.0", HEAD.replace("HTTP/1.1", "HTTP/1.0")],
    ["one with a body", HEAD.replace("X-Twice: a", "Content-Length: 5")],
    ["one in chunks", HEAD.replace("X-Twice: a", "Transfer-Encoding: chunked")],
    ["a folded field", HEAD.replace("X-Twice: a", "X-Twice:\r\n a")],
    ["a CONNECT", HEAD.replace("GET /v1/responses?model=m", "CONNECT a:443")],
    ["a whole URL", HEAD.replace("GET /", "GET http://evil.example/")],
    ["bytes that are no HTTP", "\x16\x03\x01 hello\r\n\r\n"],
  ] as const
) {
  Deno.test(`${what} is not taken for a WebSocket`, () => {
    equal(read(text), null);
  });
}
