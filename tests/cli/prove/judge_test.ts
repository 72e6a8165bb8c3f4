import { deepEqual, equal } from "node:assert/strict";
import { judge, type Observed } from "../../../cli/prove/judge.ts";

const TAG = "0123456789abcdef";
const RECORDS = [
  { seq: 3, tags: ["ffffffffffffffff"] },
  { seq: 4, tags: ["ffffffffffffffff", TAG] },
];
const GOOD: Observed = {
  mode: "CONNECT",
  wire: "Some wire",
  answer: "JSON",
  canaries: [{ kind: "Key", secret: "abcdefgh", text: "k=abcdefgh" }],
  text: "k=abcdefgh",
  status: 200,
  tellings: ["k=abcdefgh", "k=abcdefgh"],
  delivered: true,
  placeholders: [`<pl:KEY:${TAG}>`],
  traces: [[]],
};

Deno.test("a request is good when nothing leaked, all came back and a record says so", () => {
  deepEqual(judge(GOOD, RECORDS), {
    mode: "CONNECT",
    wire: "Some wire",
    answer: "JSON",
    status: 200,
    fates: [{
      kind: "Key",
      begins: "abcd",
      secret: "abcdefgh",
      leaked: [],
      placeholder: `<pl:KEY:${TAG}>`,
    }],
    placeholders: 1,
    identical: true,
    seq: 4,
    good: true,
  });
});

const FAULTS: Readonly<Record<string, Partial<Observed>>> = {
  "one of its secrets leaked in any form": { traces: [["hex"]] },
  "one telling differs in one character": {
    tellings: ["k=abcdefgh", "k=abcdefgi"],
  },
  "nothing came back": { tellings: [] },
  "the text came back but not the tool's argument": {
    tellings: ["k=abcdefgh"],
  },
  "it never reached the provider": { delivered: false },
  "the provider saw no placeholder": { placeholders: [] },
  "no record speaks of its placeholder": {
    placeholders: ["<pl:KEY:eeeeeeeeeeeeeeee>"],
  },
  "no single record speaks of all its placeholders": {
    placeholders: [`<pl:KEY:${TAG}>`, "<pl:KEY:eeeeeeeeeeeeeeee>"],
  },
};

for (const [fault, change] of Object.entries(FAULTS)) {
  Deno.test(`a request is not good when ${fault}`, () => {
    equal(judge({ ...GOOD, ...change }, RECORDS).good, false);
  });
}

Deno.test("a secret is paired with a placeholder only when there is one for each", () => {
  const odd = [`<pl:A:${TAG}>`, `<pl:B:${TAG}>`];
  const { fates } = judge({ ...GOOD, placeholders: odd }, RECORDS);
  equal(fates[0]!.placeholder, undefined);
});
