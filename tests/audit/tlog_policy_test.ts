import { deepEqual, equal, match } from "node:assert/strict";
import { cosign } from "../../audit/cosignature.ts";
import { type Note, parseNote, type Signer } from "../../audit/note.ts";
import { meetsPolicy, parseTlogPolicy } from "../../audit/tlog_policy.ts";
import { formatVkey } from "../../audit/vkey.ts";
import { sampleLog, testSigner } from "../support/sample_log.ts";

const NOTE = parseNote(sampleLog().head())!;
const LOG = formatVkey(testSigner(7).vkey);
const aWitness = (byte: number): Signer =>
  testSigner(byte, { name: `witness.example/${byte}`, kind: "cosignature" });
const A = aWitness(20);
const B = aWitness(21);
const C = aWitness(22);
const key = ({ vkey }: Signer) => formatVkey(vkey);

const FILE = `# who must have seen our log
log ${LOG} https://log.example/
witness A ${key(A)}
witness\tB  ${key(B)} https://b.example/
  witness C ${key(C)}

group AB any A B
group all all AB C
quorum all
`;

function policy(text: string) {
  const reading = parseTlogPolicy(text);
  if (!reading.policy) throw new Error(`${reading.line}: ${reading.why}`);
  return reading.policy;
}

const seenBy = (...signers: readonly Signer[]): Note => ({
  ...NOTE,
  signatures: [
    ...NOTE.signatures,
    ...signers.map((signer) => cosign(NOTE, signer, 1_700_000_000)),
  ],
});

Deno.test("a quorum of groups is counted as it is written", () => {
  const all = policy(FILE);
  equal(meetsPolicy(seenBy(A, C), all), true);
  equal(meetsPolicy(seenBy(B, C), all), true);
  equal(meetsPolicy(seenBy(A, B, C), all), true);
  equal(meetsPolicy(seenBy(A, B), all), false);
  equal(meetsPolicy(seenBy(C), all), false);
  equal(meetsPolicy(seenBy(), all), false);
});

Deno.test("a threshold is a number, any, or all", () => {
  const of = (count: string) =>
    policy(
      FILE.replace(/^group[^]*/m, `group G ${count} A B C\nquorum G\n`),
    );
  for (
    const [count, needed] of [["1", 1], ["any", 1], ["2", 2], ["3", 3], [
      "all",
      3,
    ]] as const
  ) {
    [seenBy(), seenBy(A), seenBy(A, B), seenBy(A, B, C)].forEach((note, n) =>
      equal(meetsPolicy(note, of(count)), n >= needed, `${count} of ${n}`)
    );
  }
});

Deno.test("without a quorum the log's own signature is enough, and must be there", () => {
  const none = policy(`log ${LOG}\nquorum none\n`);
  equal(meetsPolicy(NOTE, none), true);
  equal(meetsPolicy({ ...NOTE, signatures: [] }, none), false);
  const other = policy(`log ${formatVkey(testSigner(8).vkey)}\nquorum none\n`);
  equal(meetsPolicy(NOTE, other), false);
  equal(meetsPolicy(NOTE, policy("quorum none\n")), true);
});

Deno.test("one witness may be the quorum", () => {
  const one = policy(`witness A ${key(A)}\nquorum A`);
  equal(meetsPolicy(seenBy(A), one), true);
  equal(meetsPolicy(seenBy(B), one), false);
});

for (
  const [why, text] of [
    [/no quorum line/, `witness A ${key(A)}\n`],
    [/quorum line already/, "quorum none\nquorum none\n"],
    [/nothing is named X/, "quorum X\n"],
    [/nothing is named B/, `witness A ${key(A)}\ngroup G any A B\nquorum G\n`],
    [/nothing is named G/, `witness A ${key(A)}\ngroup G any G\nquorum G\n`],
    [/named twice/, `witness A ${key(A)}\nwitness A ${key(B)}\nquorum A\n`],
    [
      /key is there already/,
      `witness A ${key(A)}\nwitness B ${key(A)}\nquorum A\n`,
    ],
    [/key is there already/, `log ${LOG}\nlog ${LOG}\nquorum none\n`],
    [/another name/, `witness none ${key(A)}\nquorum none\n`],
    [/in a group already/, `witness A ${key(A)}\ngroup G any A A\nquorum G\n`],
    [/threshold/, `witness A ${key(A)}\ngroup G 2 A\nquorum G\n`],
    [/threshold/, `witness A ${key(A)}\ngroup G 0 A\nquorum G\n`],
    [/threshold/, "group G all\nquorum G\n"],
    [/no vkey of a witness/, `witness A ${LOG}\nquorum A\n`],
    [/no vkey of a log/, `log ${key(A)}\nquorum none\n`],
    [/no such line/, "witnes A\n"],
    [/too many words/, `log ${LOG} a b\n`],
    [/too many words/, "quorum none none\n"],
    [/control characters/, "quorum none\r\n"],
  ] as const
) {
  Deno.test(`a policy is refused if ${why.source}: ${text.split("\n")[0]!.slice(0, 20)}…`, () => {
    const reading = parseTlogPolicy(text);
    match(reading.policy ? "" : reading.why, why);
  });
}

Deno.test("a refusal names the line", () => {
  const reading = parseTlogPolicy("# a\n\nquorum X\n");
  deepEqual(reading, { line: 3, why: "nothing is named X" });
});
