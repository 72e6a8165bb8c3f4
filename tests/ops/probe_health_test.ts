import { deepEqual, equal } from "node:assert/strict";
import { judge } from "../../ops/probe_health.ts";

const answer = (code: number, body: unknown) =>
  `HTTP/1.1 ${code} X\r\ncontent-type: application/json\r\n\r\n` +
  JSON.stringify(body);

Deno.test("200 with status ok is healthy", () => {
  deepEqual(judge(answer(200, { status: "ok", killswitch_sources: [] })), {
    healthy: true,
    status: "ok",
    armed: [],
  });
});

Deno.test("503 tells what is wrong, and which switches are armed", () => {
  const body = { status: "killswitch", killswitch_sources: ["http"] };
  deepEqual(judge(answer(503, body)), {
    healthy: false,
    status: "killswitch",
    armed: ["http"],
  });
});

Deno.test("neither a status nor a code alone makes it healthy", () => {
  const ok = { status: "ok", killswitch_sources: [] };
  equal(judge(answer(503, ok))?.healthy, false);
  const down = { status: "audit_down", killswitch_sources: [] };
  equal(judge(answer(200, down))?.healthy, false);
});

Deno.test("whatever else listens on the port is not taken for us", () => {
  const others = [
    "",
    "SSH-2.0-OpenSSH_9.6\r\n",
    "HTTP/1.1 200 OK\r\n\r\n<html>",
    answer(200, { status: "ok" }),
    answer(200, null),
    answer(404, { status: "ok", killswitch_sources: [] }),
    answer(200, { status: 1, killswitch_sources: [] }),
  ];
  for (const other of others) equal(judge(other), undefined, other);
});
