import { deepEqual, equal, match, ok } from "node:assert/strict";
import { valueHash } from "../../../proxy/mod.ts";
import scan from "../../../cli/verbs/scan.ts";
import { fakeIo } from "../fake_io.ts";

const KEY = "AKIA" + "QYLPMN5HHHFPZAM2";

Deno.test("scan says where a secret stands and of which type, never what it is", async () => {
  const io = fakeIo({ "src/a.env": `A=1\nKEY=${KEY}\n`, "src/b.txt": "" });
  equal(await scan({ paths: ["src"], jsonl: false }, io), 1);
  deepEqual(io.printed, ["src/a.env:2:5 AWS_ACCESS_KEY_ID"]);
  deepEqual(io.complained, ["1 secret in 2 inputs"]);
});

Deno.test("scan reads standard input when no path is given", async () => {
  const io = fakeIo({ "-": `x ${KEY}` });
  equal(await scan({ paths: [], jsonl: false }, io), 1);
  deepEqual(io.printed, ["stdin:1:3 AWS_ACCESS_KEY_ID"]);
});

Deno.test("scan exits 0 when there is nothing to find", async () => {
  const io = fakeIo({ "a": "hello", "b": "AKIA\0" });
  equal(await scan({ paths: ["a", "b"], jsonl: false }, io), 0);
  deepEqual(io.printed, []);
});

Deno.test("scan goes on after what it cannot read, and exits 2 in the end", async () => {
  const io = fakeIo({ "b": KEY });
  equal(await scan({ paths: ["a", "b"], jsonl: false }, io), 2);
  deepEqual(io.printed, ["b:1:1 AWS_ACCESS_KEY_ID"]);
  equal(io.complained[0], "error: Cannot read as a file: a");
});

Deno.test("scan cannot be made to forge a line by a file's name", async () => {
  const io = fakeIo({ "a\nb:1:1 X": KEY });
  await scan({ paths: ["a\nb:1:1 X"], jsonl: false }, io);
  deepEqual(io.printed, ["a?b:1:1 X:1:1 AWS_ACCESS_KEY_ID"]);
});

Deno.test("scan --jsonl answers every good line, names every bad one and exits 2 for it", async () => {
  const io = fakeIo({
    "-": `{"id":1,"text":"${KEY}"}\n${KEY}\n\n{"id":2,"text":""}`,
  });
  equal(await scan({ paths: [], jsonl: true }, io), 2);
  deepEqual(io.printed, [
    '{"id":1,"findings":[{"type":"AWS_ACCESS_KEY_ID","start":0,"end":20}]}',
    '{"id":2,"findings":[]}',
  ]);
  deepEqual(io.complained, ["error: Cannot scan line 2 of stdin: not JSON"]);
});

Deno.test("scan --jsonl exits 0 although something was found", async () => {
  const io = fakeIo({ "-": `{"id":1,"text":"${KEY}"}\n` });
  equal(await scan({ paths: ["-"], jsonl: true }, io), 0);
  ok(!io.printed.join().includes(KEY));
});

const HASH = valueHash(KEY);

Deno.test("scan --explain names the rule and the hash to allow it by", async () => {
  const io = fakeIo({ "a": KEY });
  await scan({ paths: ["a"], jsonl: false, explain: true }, io);
  match(io.printed[0]!, /^a:1:1 AWS_ACCESS_KEY_ID {2}rule \S+ {2}sha256 /);
  ok(io.printed[0]!.endsWith(HASH));
});

Deno.test("scan --json prints one object with all findings, and exits 1", async () => {
  const io = fakeIo({ "d/a": KEY, "d/b": "" });
  equal(await scan({ paths: ["d"], jsonl: false, json: true }, io), 1);
  const { files, findings } = JSON.parse(io.printed.join("\n"));
  equal(files, 2);
  equal(findings[0].sha256, HASH);
  deepEqual([findings[0].path, findings[0].line, findings[0].column], [
    "d/a",
    1,
    1,
  ]);
});

Deno.test("scan --sarif prints a log that names each place", async () => {
  const io = fakeIo({ "d/a b.txt": `x\n ${KEY}` });
  equal(await scan({ paths: ["d"], jsonl: false, sarif: true }, io), 1);
  const { version, runs: [run] } = JSON.parse(io.printed.join("\n"));
  equal(version, "2.1.0");
  deepEqual(run.results[0].locations[0].physicalLocation, {
    artifactLocation: { uri: "d/a%20b.txt" },
    region: { startLine: 2, startColumn: 2 },
  });
  equal(run.tool.driver.rules[0].id, run.results[0].ruleId);
  ok(!io.printed.join().includes(KEY));
});

Deno.test("scan leaves out what .gitignore does, at any depth, unless asked for all", async () => {
  const files = {
    "d/.gitignore": "*.env\n/dist/\n",
    "d/a.env": KEY,
    "d/dist/b": KEY,
    "d/x/.gitignore": "!keep.env\nown\n",
    "d/x/keep.env": KEY,
    "d/x/own": KEY,
    "d/x/dist/c": KEY,
  };
  const io = fakeIo(files);
  await scan({ paths: ["d"], jsonl: false }, io);
  deepEqual(io.printed.map((line) => line.split(":")[0]), [
    "d/x/dist/c",
    "d/x/keep.env",
  ]);
  const every = fakeIo(files);
  await scan({ paths: ["d"], jsonl: false, all: true }, every);
  equal(every.printed.length, 5);
});
