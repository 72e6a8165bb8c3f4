import { deepEqual, equal } from "node:assert/strict";
import { answerWith } from "../../proxy/answer_with.ts";

Deno.test("an answer has the fields that it is given, each cookie for itself, and no other", () => {
  const headers = new Headers([
    ["content-type", "application/json"],
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["x-more", "1"],
    ["x-more", "2"],
  ]);
  const answer = answerWith(new Uint8Array(2), { status: 418, headers });
  equal(answer.status, 418);
  deepEqual([...answer.headers], [
    ["content-type", "application/json"],
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["x-more", "1, 2"],
  ]);
});

Deno.test("an answer's fields are its own, and bytes name no type", () => {
  const headers = new Headers();
  const answer = answerWith(new Uint8Array(2), { status: 200, headers });
  answer.headers.set("connection", "close");
  deepEqual([...headers], []);
  equal(answer.headers.get("content-type"), null);
});
