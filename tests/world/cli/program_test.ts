import { deepEqual, equal, ok } from "node:assert/strict";
import manifest from "../../../deno.json" with { type: "json" };
import { inTempDir } from "../support/run.ts";
import { spawnWaterwall, waterwall } from "./waterwall.ts";

const KEY = "AKIA" + "QYLPMN5HHHFPZAM2";

Deno.test("--version prints the version that deno.json names", async () => {
  deepEqual(await waterwall(["--version"]), {
    code: 0,
    stdout: `${manifest.version}\n`,
    stderr: "",
  });
});

Deno.test("help is printed to standard output, errors to standard error", async () => {
  const help = await waterwall(["--help"]);
  equal(help.code, 0);
  ok(help.stdout.startsWith("Usage: waterwall"));
  const wrong = await waterwall(["frobnicate"]);
  equal(wrong.code, 2);
  equal(wrong.stdout, "");
  equal(wrong.stderr.trimEnd().split("\n").length, 2);
});

Deno.test("scan finds the same in a folder, a file and standard input", () =>
  inTempDir(async (folder) => {
    await Deno.mkdir(`${folder}/deep/er`, { recursive: true });
    await Deno.writeTextFile(`${folder}/deep/er/a.env`, `\n K=${KEY}\n`);
    await Deno.symlink("..", `${folder}/deep/loop`);
    const found = "2:4 AWS_ACCESS_KEY_ID\n";
    const inFolder = await waterwall(["scan", folder]);
    equal(inFolder.stdout, `${folder}/deep/er/a.env:${found}`);
    equal(inFolder.code, 1);
    const inFile = await waterwall(["scan", "deep/er/a.env"], { cwd: folder });
    equal(inFile.stdout, `deep/er/a.env:${found}`);
    equal(
      (await waterwall(["scan"], { stdin: `\n K=${KEY}` })).stdout,
      `stdin:${found}`,
    );
  }));

Deno.test("scan --jsonl answers a line before it is given the next", async () => {
  const child = spawnWaterwall(["scan", "--jsonl"]);
  const input = child.stdin.getWriter();
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (const id of [1, 2, 3]) {
    const asked = JSON.stringify({ id, text: `k=${KEY}` });
    await input.write(new TextEncoder().encode(asked + "\n"));
    const { value } = await output.read();
    deepEqual(JSON.parse(value!), {
      id,
      findings: [{ type: "AWS_ACCESS_KEY_ID", start: 2, end: 22 }],
    });
  }
  await input.close();
  equal((await child.status).code, 0);
  await output.cancel();
  await child.stderr.cancel();
});

Deno.test("a reader that goes away ends a scan without a word", async () => {
  const child = spawnWaterwall(["scan", "--jsonl"]);
  await child.stdout.cancel();
  const line = JSON.stringify({ id: 1, text: "x" }) + "\n";
  const fed = ReadableStream.from([new TextEncoder().encode(line)])
    .pipeTo(child.stdin).catch(() => {});
  equal(await new Response(child.stderr).text(), "");
  equal((await child.status).code, 141);
  await fed;
});

Deno.test("a file that is missing is one line what and one line hint, without a trace", async () => {
  const { code, stdout, stderr } = await waterwall([
    "scan",
    "--jsonl",
    "/no/where",
  ]);
  deepEqual([code, stdout], [2, ""]);
  deepEqual(stderr.trimEnd().split("\n"), [
    "error: Cannot read as a file: /no/where",
    "hint: Check the spelling; nothing exists there.",
  ]);
});
