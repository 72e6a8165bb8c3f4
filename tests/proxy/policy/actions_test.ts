import { deepEqual, equal, match, rejects } from "node:assert/strict";
import {
  handle,
  type Policy,
  RefusalError,
  type Scan,
} from "../../../proxy/mod.ts";
import type { Explained } from "../../../proxy/redact/redactor.ts";
import {
  ask,
  placeholderOf,
  scan,
  textOf,
  transcript,
  vault,
} from "../transcript.ts";

const SECRET = "SECRET-alpha";
const TAG = vault().tagOf(SECRET);
const HASH = "p".repeat(64);

const marked = (action: "block" | "warn"): Scan => (text) =>
  scan(text).map((found) => ({ ...found, rule: "test-rule", action }));
const under = (policy: Partial<Policy>) => {
  const explained: Explained[] = [];
  const made = transcript({
    policy: () => ({ scan, patterns: 1, hash: HASH, ...policy }),
    explain: (found) => void explained.push(found),
  });
  return { ...made, explained };
};

Deno.test("a secret whose action is warn leaves as it is, and is recorded so", async () => {
  const { context, sent, records } = under({ scan: marked("warn") });
  await handle(ask(`{"a":"${SECRET}"}`), context);
  equal(textOf(sent[0]!.body), `{"a":"${SECRET}"}`);
  const [record] = records;
  equal(record?.type, "redaction");
  deepEqual(record?.type === "redaction" && record.items, [
    { kind: "WARN_TEST", tag: TAG },
  ]);
});

Deno.test("a secret whose action is block stops the request", async () => {
  const { context, said } = under({ scan: marked("block") });
  await rejects(
    handle(ask(`{"a":"${SECRET}"}`), context),
    (error) => error instanceof RefusalError && error.code === "policy",
  );
  deepEqual(said, []);
});

Deno.test("in shadow nothing changes, and what would have been done is recorded", async () => {
  const literal = "<pl:AWS:0123456789abcdef>";
  for (const scanned of [scan, marked("block")]) {
    const { context, sent, records } = under({ scan: scanned, shadow: true });
    const body = `{"a":"${SECRET} ${literal}"}`;
    await handle(ask(body), context);
    equal(textOf(sent[0]!.body), body);
    deepEqual(records[0]?.type === "redaction" && records[0].items, [
      { kind: "SHADOW_TEST", tag: TAG },
    ]);
  }
});

Deno.test("a secret in a header is refused, but for one that may leave anyway", async () => {
  const headers = { "x-note": SECRET };
  await rejects(handle(ask("{}", { headers }), under({}).context));
  const warned = under({ scan: marked("warn") });
  await handle(ask("{}", { headers }), warned.context);
  equal(warned.sent.length, 1);
});

Deno.test("to an allowed destination secrets leave as they are", async () => {
  const { context, sent, said } = under({
    spares: ({ host, pathname }) =>
      host === "api.anthropic.com" && pathname === "/v1/messages",
  });
  await handle(ask(`["${SECRET}"]`), context);
  equal(textOf(sent[0]!.body), `["${SECRET}"]`);
  deepEqual(said, ["send"]);
});

Deno.test("an allowed place in a body is left as it is, and only that", async () => {
  const { context, sent } = under({ leaves: ["metadata.user"] });
  await handle(
    ask(`{"metadata":{"user":"${SECRET}","x":"SECRET-beta"}}`),
    context,
  );
  match(textOf(sent[0]!.body), /"user":"SECRET-alpha","x":"<pl:TEST:/);
});

Deno.test("every secret is explained by rule, place and outcome, without a word of it", async () => {
  const { context, explained } = under({ scan: marked("warn") });
  await handle(
    ask(`{"messages":[{"content":"${SECRET}","K9Z$1":"${SECRET}"}]}`),
    context,
  );
  deepEqual(
    explained.map(({ path, outcome, rule, tag }) => [path, outcome, rule, tag]),
    [
      ["messages.0.content", "warned", "test-rule", TAG],
      ["messages.0.?", "warned", "test-rule", TAG],
    ],
  );
  equal(JSON.stringify(explained).includes(SECRET), false);
});

Deno.test("a request is judged by the policy that held when it came", async () => {
  let current: Policy = { scan, patterns: 1, hash: HASH };
  const { context, records } = transcript({
    policy: () => {
      const held = current;
      current = { scan: () => [], patterns: 0, hash: "q".repeat(64) };
      return held;
    },
  });
  const response = await handle(ask(`["${SECRET}"]`), context);
  equal(await response.text(), `["${SECRET}"]`);
  const hashes = records.map((record) => "policy" in record && record.policy);
  deepEqual([...new Set(hashes)], [HASH]);
  equal(placeholderOf(SECRET).includes(TAG), true);
});
