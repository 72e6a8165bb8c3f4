import { deepEqual, equal, ok } from "node:assert/strict";
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
