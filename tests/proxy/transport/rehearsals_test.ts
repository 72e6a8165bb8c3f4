import { deepEqual, equal, rejects } from "node:assert/strict";
import type { Outgoing } from "../../../proxy/exchange.ts";
import {
  REHEARSAL,
  Rehearsals,
  WOULD_LEAVE,
} from "../../../proxy/transport/rehearsals.ts";

const usual = () => Promise.reject(new Error("a provider was reached"));

const messages = [{ role: "user", content: "hello <pl:X:0123456789abcdef>" }];
const outgoing: Outgoing = {
  method: "POST",
  host: "api.anthropic.com",
  path: "/v1/messages",
  headers: new Headers(),
  body: new TextEncoder().encode(JSON.stringify({ model: "m", messages })),
  signal: new AbortController().signal,
};

function rehearsals(ticket?: string) {
  const clock = { ms: 0 };
  const made = new Rehearsals(() => clock.ms);
  if (ticket) made.admit(ticket);
  const send = (value: string | null) => {
    const headers = new Headers(value === null ? {} : { [REHEARSAL]: value });
    return made.forwardFor(headers, usual)(outgoing);
  };
  return { made, clock, send };
}

Deno.test("a request without the mark is sent as usual", async () => {
  await rejects(rehearsals("t").send(null), /a provider was reached/);
});

Deno.test("one with a ticket is answered with what it says, and with the bytes that would have left", async () => {
  const { status, headers, body } = await rehearsals("t").send("t");
  equal(status, 200);
  const { content } = await new Response(body).json();
  deepEqual(content, [{ type: "text", text: messages[0]!.content }]);
  deepEqual(
    Uint8Array.fromBase64(headers.get(WOULD_LEAVE)!),
    outgoing.body,
  );
});

Deno.test("a ticket that is unknown, used or old is refused, and no provider is reached", async () => {
  const refused = { code: "policy", message: /ticket is not valid/ };
  await rejects(rehearsals("t").send("other"), refused);
  await rejects(rehearsals().send(""), refused);
  const twice = rehearsals("t");
  await twice.send("t");
  await rejects(twice.send("t"), refused);
  const late = rehearsals("t");
  late.clock.ms = 10_001;
  await rejects(late.send("t"), refused);
});

Deno.test("tickets are good side by side", async () => {
  const { made, send } = rehearsals("a");
  made.admit("b");
  equal((await send("b")).status, 200);
  equal((await send("a")).status, 200);
});
