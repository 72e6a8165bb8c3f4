import { deepEqual, equal, rejects } from "node:assert/strict";
import type { Incoming, Outgoing } from "../../../proxy/exchange.ts";
import type { TransportFact } from "../../../proxy/transport/fact.ts";
import { timeRequest } from "../../../proxy/transport/time_request.ts";

const of = {
  request: "r1",
  session: "s1",
  host: "api.example.com",
  agent: "curl/8.5.0",
};
const incoming = { status: 200 } as Incoming;

/** What was told of a request that stayed here for so long. */
async function told(
  heldMs: number,
  answer: () => Promise<Incoming>,
): Promise<readonly TransportFact[]> {
  let nowMs = 100;
  const facts: TransportFact[] = [];
  const forward = timeRequest(of, {
    forward: () => {
      nowMs += 40;
      return answer();
    },
    now: () => nowMs,
    observe: (fact) => facts.push(fact),
  });
  nowMs += heldMs;
  equal(await forward({} as Outgoing), incoming);
  return facts;
}

Deno.test("a request's time here and its provider's are told apart", async () => {
  deepEqual(await told(3, () => Promise.resolve(incoming)), [
    { fact: "passed", ...of, addedMs: 3 },
    { fact: "first_byte", request: "r1", afterMs: 40 },
  ]);
});

Deno.test("a provider that does not answer has no first byte", async () => {
  const facts: TransportFact[] = [];
  const forward = timeRequest(of, {
    forward: () => Promise.reject(new Error("unreachable")),
    now: () => 0,
    observe: (fact) => facts.push(fact),
  });
  await rejects(forward({} as Outgoing), /unreachable/);
  deepEqual(facts.map(({ fact }) => fact), ["passed"]);
});
