import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { type Entry, LedgerError } from "../../audit/mod.ts";
import { failClosed, handle, RefusalError } from "../../proxy/mod.ts";
import { UpstreamError } from "../../proxy/mod.ts";
import type { Prepare } from "../../proxy/exchange.ts";
import {
  answer,
  ask,
  placeholderOf,
  textOf,
  transcript,
} from "./transcript.ts";

const SECRET = "SECRET-alpha";
const HELD = placeholderOf(SECRET);
const broken = () =>
  Promise.reject(new LedgerError("write_failed", "Cannot write as disk full"));

Deno.test("a request is recorded, then sent without its secrets, then answered with them", async () => {
  const { said, sent, records, context } = transcript();
  const response = await handle(ask(`{"note":"my key is ${SECRET}"}`), context);
  deepEqual(said, [
    "record redaction and restoration",
    "send",
    "note restoration",
  ]);
  equal(textOf(sent[0]!.body), `{"note":"my key is ${HELD}"}`);
  equal(await response.text(), `{"note":"my key is ${SECRET}"}`);
  deepEqual(records[0], {
    type: "redaction",
    request: "r1",
    session: "s1",
    host: "api.anthropic.com",
    direction: "outbound",
    items: [{ kind: "TEST", tag: HELD.slice(-17, -1) }],
    policy: "p".repeat(64),
  });
  const restoration = {
    type: "restoration",
    request: "r1",
    session: "s1",
    host: "api.anthropic.com",
    unknown: 0,
    policy: "p".repeat(64),
  };
  deepEqual(records.slice(1), [
    { ...restoration, final: false, restored: 0 },
    { ...restoration, final: true, restored: 1 },
  ]);
});

Deno.test("a request without a secret leaves no record and not one byte changes", async () => {
  const { said, sent, context } = transcript();
  const body = `{ "n": 1.0, "n":12345678901234567890, "e":"\\u00e9" }`;
  const response = await handle(ask(body), context);
  deepEqual(said, ["send"]);
  equal(textOf(sent[0]!.body), body);
  equal(await response.text(), body);
});

Deno.test("a request that cannot be recorded is not sent", async () => {
  const { said, context } = transcript({ record: broken });
  await rejects(handle(ask(`["${SECRET}"]`), context), LedgerError);
  deepEqual(said, []);
});

/** Notes when the way is prepared, and when that is taken back. */
function preparing(said: string[]): { readonly prepare: Prepare } {
  return {
    prepare: () => {
      said.push("prepare");
      return () => void said.push("drop");
    },
  };
}

Deno.test("the way to the provider is prepared while the record is written", async () => {
  const { said, context } = transcript();
  const record = async (...entries: readonly Entry[]) => {
    said.push("begin to record");
    await Promise.resolve();
    await context.record(...entries);
  };
  const given = { ...context, ...preparing(said), record };
  await handle(ask(`["${SECRET}"]`), given);
  deepEqual(said, [
    "begin to record",
    "prepare",
    "record redaction and restoration",
    "send",
    "note restoration",
  ]);
});

Deno.test("what was prepared for a request that cannot be recorded is dropped", async () => {
  const { said, context } = transcript({ record: broken });
  const given = { ...context, ...preparing(said) };
  await rejects(handle(ask(`["${SECRET}"]`), given), LedgerError);
  deepEqual(said, ["prepare", "drop"]);
});

Deno.test("nothing is prepared for a request that waits for no record", async () => {
  const { said, context } = transcript();
  await handle(ask("[]"), { ...context, ...preparing(said) });
  deepEqual(said, ["send"]);
});

Deno.test("an armed kill switch stops a request before it is read", async () => {
  const { said, context } = transcript({ activeSwitches: () => ["sentinel"] });
  const request = ask(`["${SECRET}"]`);
  await rejects(handle(request, context), RefusalError);
  deepEqual(said, []);
  equal(request.bodyUsed, false);
});

Deno.test("a WebSocket upgrade is answered 426, so that the agent falls back to HTTP", async () => {
  const { said, context } = transcript();
  const headers = { upgrade: "WebSocket" };
  const response = await handle(ask(null, { method: "GET", headers }), context);
  equal(response.status, 426);
  deepEqual(said, []);
});

Deno.test("an answer that cannot be recorded is not delivered, and the provider is told", async () => {
  let isCancelled = false;
  const { context } = transcript({
    record: broken,
    forward: () =>
      Promise.resolve({
        ...answer([]),
        headers: new Headers({ "content-type": "text/event-stream" }),
        body: new ReadableStream({
          start(controller) {
            controller.enqueue(
              new TextEncoder().encode(`data: {"x":"${HELD}"}\n\n`),
            );
          },
          cancel() {
            isCancelled = true;
          },
        }),
      }),
  });
  // The secret of an earlier request, so that this one announces nothing.
  context.vault.tokenise(SECRET);
  const response = await failClosed(ask("[]"), context);
  equal(response.status, 502);
  equal((await response.json()).error.type, "waterwall_audit");
  equal(isCancelled, true);
});

Deno.test("whatever goes wrong is recorded and answered 502 without a word of it", async () => {
  const { said, records, context } = transcript({
    forward: () => Promise.reject(new TypeError(`no route for ${SECRET}`)),
  });
  const response = await failClosed(ask(`["${SECRET}"]`), context);
  equal(response.status, 502);
  const body = await response.text();
  equal(JSON.parse(body).error.type, "waterwall_internal");
  equal(body.includes(SECRET), false);
  deepEqual(said, [
    "record redaction and restoration",
    "note restoration",
    "record block",
  ]);
  deepEqual(records.at(-1), {
    type: "block",
    request: "r1",
    session: "s1",
    host: "api.anthropic.com",
    reason: "internal",
  });
});

Deno.test("an unreachable provider is answered 502 without a block record", async () => {
  const { said, context } = transcript({
    forward: () =>
      Promise.reject(
        new UpstreamError("timeout", "Cannot reach it as it is silent: 10 s"),
      ),
  });
  const response = await failClosed(ask(`{}`), context);
  equal((await response.json()).error.type, "waterwall_upstream");
  deepEqual(said, []);
});

Deno.test("a refusal stands even when it cannot be recorded", async () => {
  const { context } = transcript({ record: broken });
  const response = await failClosed(ask(`{"broken`), context);
  const { error } = await response.json();
  equal(error.type, "waterwall_body");
  match(error.message, /not JSON: offset \d+/);
});
