import { deepEqual, equal } from "node:assert/strict";
import type { LogRecord } from "../../../audit/mod.ts";
import { count, tellKept } from "../../../cli/run/protected_since.ts";

function redaction(
  request: string,
  tags: readonly string[],
  kind = "AWS_ACCESS_KEY_ID",
): LogRecord {
  const items = tags.map((tag) => ({ kind, tag }));
  return { type: "redaction", request, items } as unknown as LogRecord;
}

Deno.test("a secret that is sent in every turn is one secret, in as many requests", () => {
  const records = [
    redaction("1", ["a"]),
    redaction("2", ["a", "b"]),
    redaction("2", ["c"]),
  ];
  deepEqual(count(records), { secrets: 3, requests: 2 });
});

Deno.test("what was only warned of, or only would have been replaced, was not protected", () => {
  const records = [
    redaction("1", ["a"], "WARN_AWS_ACCESS_KEY_ID"),
    redaction("2", ["b"], "SHADOW_AWS_ACCESS_KEY_ID"),
    { type: "start" } as unknown as LogRecord,
  ];
  deepEqual(count(records), { secrets: 0, requests: 0 });
});

Deno.test("the end is told in one line, by the name of the command", () => {
  equal(
    tellKept({ secrets: 3, requests: 2 }, "/usr/bin/claude"),
    "3 secrets were protected while claude ran, in 2 requests",
  );
  equal(
    tellKept({ secrets: 1, requests: 1 }, "claude"),
    "1 secret was protected while claude ran, in 1 request",
  );
  equal(
    tellKept({ secrets: 0, requests: 0 }, "make"),
    "no secret had to be protected while make ran",
  );
});
