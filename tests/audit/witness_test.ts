import { deepEqual, equal } from "node:assert/strict";
import {
  formatAddCheckpoint,
  parseAddCheckpoint,
} from "../../audit/add_checkpoint.ts";
import {
  parseCheckpoint,
  type SignedCheckpoint,
} from "../../audit/checkpoint.ts";
import { cosignedAt } from "../../audit/cosignature.ts";
import { parseNote, type Signer } from "../../audit/note.ts";
import { leafHash, Tree } from "../../audit/tree.ts";
import { TreePath } from "../../audit/tree_path.ts";
import { witness, type WitnessState } from "../../audit/witness.ts";
import { utf8 } from "../support/byte_stream.ts";
import { SampleLog, testSigner } from "../support/sample_log.ts";

const SIGNER: Signer = testSigner(9, {
  name: "witness.example/1",
  kind: "cosignature",
});
const NOW_MS = 1_700_000_000_999;

/** A witness that remembers what it is told to. */
function aWitness(logs = [testSigner(7).vkey]) {
  const latest = new Map<string, SignedCheckpoint>();
  const state: WitnessState = { logs, latest, signer: SIGNER };
  return (body: string) => {
    const answer = witness(body, state, NOW_MS);
    if (answer.latest) latest.set(answer.latest.origin, answer.latest);
    return answer;
  };
}

/** The request to continue from `old`, with the proof that the log can give. */
function request(log: SampleLog, old: number, note = log.head()): string {
  const tree = new Tree();
  let path: TreePath | undefined;
  for (const line of log.lines) {
    if (tree.size === old && old > 0) path = TreePath.fromSize(tree);
    const leaf = leafHash(utf8(line));
    tree.push(leaf);
    path?.push(leaf);
  }
  const proof = path?.proof() ?? [];
  return formatAddCheckpoint({
    old,
    proof,
    checkpoint: parseCheckpoint(note)!,
  });
}

function longer(log: SampleLog, count: number): SampleLog {
  for (let i = 0; i < count; i++) log.redact();
  return log;
}

Deno.test("a witness cosigns a log that grows, again and again", () => {
  const ask = aWitness();
  const log = new SampleLog();
  for (let old = 0; old < 40; old = log.size, longer(log, 1 + old % 3)) {
    const { status, body } = ask(request(log, old));
    equal(status, 200);
    const note = parseNote(log.head() + body)!;
    equal(cosignedAt(note, SIGNER.vkey), 1_700_000_000);
  }
});

Deno.test("the same checkpoint is cosigned again", () => {
  const ask = aWitness();
  const log = new SampleLog();
  ask(request(log, 0));
  equal(ask(request(log, log.size)).status, 200);
});

Deno.test("a witness says which size it saw last", () => {
  const ask = aWitness();
  const log = new SampleLog();
  ask(request(log, 0));
  const { status, type, body } = ask(request(longer(log, 3), 0));
  deepEqual({ status, type, body }, {
    status: 409,
    type: "text/x.tlog.size",
    body: "2\n",
  });
});

Deno.test("a log that was rewritten is not cosigned", () => {
  const ask = aWitness();
  const log = longer(new SampleLog(), 3);
  ask(request(log, 0));
  const other = new SampleLog();
  other.redact("s-9");
  longer(other, 2);
  equal(ask(request(other, log.size)).status, 409);
  const { status, latest } = ask(request(longer(other, 3), log.size));
  equal(status, 422);
  equal(latest, undefined);
});

Deno.test("a log that was cut back is not cosigned", () => {
  const ask = aWitness();
  const log = longer(new SampleLog(), 3);
  const early = new SampleLog().head();
  ask(request(log, 0));
  equal(ask(request(log, log.size, early)).status, 400);
  equal(ask(request(new SampleLog(), 0)).status, 409);
});

Deno.test("a proof from nothing is empty", () => {
  const log = new SampleLog();
  const checkpoint = parseCheckpoint(log.head())!;
  const proof = [new Uint8Array(32)];
  equal(
    aWitness()(formatAddCheckpoint({ old: 0, proof, checkpoint })).status,
    422,
  );
});

Deno.test("unknown logs and unknown keys are told apart", () => {
  const log = new SampleLog();
  const stranger = testSigner(7, { name: "local/waterwall/other" });
  equal(aWitness([stranger.vkey])(request(log, 0)).status, 404);
  equal(aWitness([])(request(log, 0)).status, 404);
  equal(aWitness([testSigner(8).vkey])(request(log, 0)).status, 403);
  const rotated = aWitness([testSigner(8).vkey, testSigner(7).vkey]);
  equal(rotated(request(log, 0)).status, 200);
});

for (
  const [what, body] of [
    ["nothing", ""],
    ["no old size", "\n\n"],
    ["a negative size", "old -1\n\n"],
    ["a size with a zero", "old 01\n\n"],
    ["no checkpoint", "old 0\n\nno note\n\n"],
    ["a hash too short", "old 1\nAAAA\n\n"],
    [
      "too many hashes",
      `old 1\n${(btoa("\0".repeat(32)) + "\n").repeat(64)}\n`,
    ],
  ] as const
) {
  Deno.test(`a request with ${what} is refused`, () => {
    const note = new SampleLog().head();
    equal(aWitness()(body + note).status, 400);
    equal(parseAddCheckpoint(body), undefined);
  });
}

Deno.test("a request is read as it was written", () => {
  const text = request(longer(new SampleLog(), 9), 5);
  const read = parseAddCheckpoint(text)!;
  equal(read.old, 5);
  equal(formatAddCheckpoint(read), text);
});
