import { deepEqual, equal, ok } from "node:assert/strict";
import type { Judged } from "../../../cli/prove/judge.ts";
import {
  holds,
  type Proof,
  report,
  reportJson,
} from "../../../cli/prove/report.ts";

const SECRET = "AKIA" + "ABCDEFGHIJKLMNOP";
const PLACEHOLDER = "<pl:AWS_ACCESS_KEY_ID:0123456789abcdef>";
const REQUEST: Judged = {
  mode: "CONNECT",
  wire: "Anthropic Messages",
  answer: "stream",
  status: 200,
  fates: [{
    kind: "AWS access key",
    begins: "AKIA",
    secret: SECRET,
    leaked: [],
    placeholder: PLACEHOLDER,
  }],
  placeholders: 1,
  identical: true,
  seq: 7,
  good: true,
};
const PROOF: Proof = {
  requests: [REQUEST],
  log: { verified: true, says: "9 records, signed" },
};

Deno.test("a proof shows what was sent, received, given back and recorded", () => {
  deepEqual(report(PROOF, { show: false }), [
    "#  mode     wire                answer  sent       provider received          client got back  in the log",
    "1  CONNECT  Anthropic Messages  stream  1 secrets  1 placeholders, no secret  identical        seq 7, verified",
    "",
    "Request 1, secret by secret:",
    `  AWS access key  AKIA…  →  ${PLACEHOLDER}`,
    "",
    "log: 9 records, signed",
    "OK 1 requests with 1 secrets: nothing leaked, everything came back byte for byte, all on record",
  ]);
});

Deno.test("a canary is shown only to who asks for it", () => {
  const shows = (show: boolean) => [
    report(PROOF, { show }).join("\n").includes(SECRET),
    reportJson(PROOF, { show }).includes(SECRET),
  ];
  deepEqual(shows(false), [false, false]);
  deepEqual(shows(true), [true, true]);
});

Deno.test("whatever is wrong with a request stands in its row", () => {
  const fate = { ...REQUEST.fates[0]!, leaked: ["plain", "hex"] as const };
  const bad: Judged = {
    ...REQUEST,
    fates: [fate],
    identical: false,
    status: 502,
    seq: undefined,
    good: false,
  };
  const lines = report({ ...PROOF, requests: [bad] }, { show: false });
  ok(lines[1]!.includes("LEAKED 1"));
  ok(lines[1]!.includes("DIFFERENT (status 502)"));
  ok(lines[1]!.includes("NO RECORD"));
  ok(lines[4]!.includes("LEAKED (plain, hex)"));
  equal(lines.at(-1), "FAIL 1 of 1 requests");
});

Deno.test("a proof does not hold with one bad request, a bad log or nothing to show", () => {
  ok(holds(PROOF));
  const bad = { ...REQUEST, good: false };
  ok(!holds({ ...PROOF, requests: [REQUEST, bad] }));
  ok(!holds({ ...PROOF, requests: [] }));
  const log = { verified: false, says: "altered" };
  ok(!holds({ ...PROOF, log }));
  equal(
    report({ ...PROOF, log }, { show: false }).at(-1),
    "FAIL 0 of 1 requests, and the log does not verify",
  );
});

Deno.test("a proof in JSON says the same", () => {
  const { ok: held, requests } = JSON.parse(reportJson(PROOF, { show: false }));
  equal(held, true);
  equal(requests[0].seq, 7);
  deepEqual(requests[0].secrets, [{
    kind: "AWS access key",
    begins: "AKIA",
    leaked: [],
    placeholder: PLACEHOLDER,
  }]);
});
