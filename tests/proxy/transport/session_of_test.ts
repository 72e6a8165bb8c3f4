import { equal, match, notEqual } from "node:assert/strict";
import { sessionOf } from "../../../proxy/transport/session_of.ts";

const key = new Uint8Array(32).fill(7);
const session = (fields: Record<string, string>, by = key) =>
  sessionOf(new Headers(fields), by);

Deno.test("an agent's own word for its session is taken", () => {
  equal(session({ "x-claude-code-session-id": "abc" }), "abc");
  equal(session({ "session_id": "codex-1", "x-api-key": "k" }), "codex-1");
});

Deno.test("else a client is known by its credential and its user agent", () => {
  const mine = { "x-api-key": "k1", "user-agent": "agent/1" };
  equal(session(mine), session({ ...mine, "x-request": "7" }));
  notEqual(session(mine), session({ ...mine, "x-api-key": "k2" }));
  notEqual(session(mine), session({ ...mine, "user-agent": "agent/2" }));
  notEqual(
    session({ authorization: "k1" }),
    session({ "x-api-key": "k1" }),
  );
});

Deno.test("the fingerprint is keyed and says nothing of the credential", () => {
  const credential = "Bearer top-secret";
  const mine = session({ authorization: credential });
  match(mine, /^client-[0-9a-f]{16}$/);
  notEqual(
    mine,
    session({ authorization: credential }, new Uint8Array(32)),
  );
});
