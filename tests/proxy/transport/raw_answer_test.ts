import { deepEqual, equal } from "node:assert/strict";
import { rawAnswer } from "../../../proxy/transport/raw_answer.ts";

Deno.test("an answer is whole HTTP with a JSON error, and closes the connection", () => {
  const problem = {
    type: "waterwall_test",
    message: "Cannot — really",
    hint: "Do",
  };
  const text = new TextDecoder().decode(rawAnswer(502, problem));
  const [head, body] = text.split("\r\n\r\n");
  const lines = head!.split("\r\n");
  equal(lines[0], "HTTP/1.1 502 Bad Gateway");
  const length = new TextEncoder().encode(body!).length;
  equal(lines.includes(`content-length: ${length}`), true);
  equal(lines.includes("connection: close"), true);
  deepEqual(JSON.parse(body!), { error: problem });
});

Deno.test("a status without a usual phrase still makes a status line", () => {
  const text = new TextDecoder().decode(
    rawAnswer(599, { type: "t", message: "m", hint: "h" }),
  );
  equal(text.split("\r\n")[0], "HTTP/1.1 599 Error");
});
