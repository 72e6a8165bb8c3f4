import { deepEqual, equal } from "node:assert/strict";
import {
  answerHeaders,
  requestFields,
} from "../../../proxy/transport/header_fields.ts";

Deno.test("a request keeps its end-to-end fields and gets the target's Host", () => {
  const headers = new Headers({
    host: "api.example.com",
    "x-api-key": "k",
    "content-length": "7",
    accept: "a, b",
  });
  deepEqual(requestFields(headers, "gw.example:8443"), {
    host: "gw.example:8443",
    "x-api-key": "k",
    "content-length": "7",
    accept: "a, b",
  });
});

Deno.test("fields of the connection stay behind, also those that it names", () => {
  const headers = new Headers({
    connection: "keep-alive, X-Hop",
    "keep-alive": "timeout=5",
    "x-hop": "1",
    te: "trailers",
    "transfer-encoding": "chunked",
    upgrade: "websocket",
    "proxy-authorization": "Basic x",
    "x-kept": "1",
  });
  deepEqual(requestFields(headers, "h"), { host: "h", "x-kept": "1" });
});

Deno.test("an answer's repeated fields stay apart", () => {
  const headers = answerHeaders([
    "Set-Cookie",
    "a=1",
    "set-cookie",
    "b=2",
    "Content-Type",
    "text/plain",
    "Connection",
    "close, X-Hop",
    "X-Hop",
    "1",
    "Transfer-Encoding",
    "chunked",
  ]);
  deepEqual(headers.getSetCookie(), ["a=1", "b=2"]);
  deepEqual([...headers.keys()], ["content-type", "set-cookie", "set-cookie"]);
});

Deno.test("bytes above ASCII in a field pass as they came", () => {
  const headers = answerHeaders(["X-Name", "caf\xe9"]);
  equal(headers.get("x-name"), "caf\xe9");
});
