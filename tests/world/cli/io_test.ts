import { deepEqual, equal, rejects } from "node:assert/strict";
import { processIo } from "../../../cli/io.ts";
import { ownPort } from "../support/own_port.ts";
import { inTempDir, run } from "../support/run.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

Deno.test("a folder is listed in order, without what only points elsewhere", () =>
  inTempDir(async (folder) => {
    await Deno.writeTextFile(`${folder}/b`, "");
    await Deno.mkdir(`${folder}/a`);
    await Deno.symlink("/etc", `${folder}/c`);
    deepEqual(await processIo.list(folder), [
      { name: "a", kind: "folder" },
      { name: "b", kind: "file" },
    ]);
  }));

Deno.test("a path is a file, a folder, something else, or an error that says what to do", () =>
  inTempDir(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    equal(await processIo.kindOf(`${folder}/file`), "file");
    equal(await processIo.kindOf(folder), "folder");
    equal(await processIo.kindOf("/dev/null"), "other");
    await rejects(processIo.kindOf(`${folder}/none`), {
      code: "unreadable",
      hint: "Check the spelling; nothing exists there.",
    });
  }));

Deno.test("a file is read whole, in pieces", () =>
  inTempDir(async (folder) => {
    const bytes = new Uint8Array(300_000).fill(7);
    await Deno.writeFile(`${folder}/big`, bytes);
    const pieces = await Array.fromAsync(processIo.read(`${folder}/big`));
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    equal(size, bytes.length);
  }));

Deno.test("a folder cannot be read as a file", () =>
  inTempDir(async (folder) => {
    await rejects(Array.fromAsync(processIo.read(folder)), {
      code: "unreadable",
    });
  }));

Deno.test("a local server's JSON is taken with its status; anything else is no body", async () => {
  const answers = [Response.json({ a: 1 }, { status: 503 })]
    .concat(new Response("<html>"));
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: ownPort(), onListen: () => {} },
    () => answers.shift()!,
  );
  const url = `http://127.0.0.1:${server.addr.port}/`;
  deepEqual(await processIo.get(url), { status: 503, body: { a: 1 } });
  deepEqual(await processIo.get(url), { status: 200, body: undefined });
  await server.shutdown();
  equal(await processIo.get(url), undefined);
});

/** What a script prints as JSON, in a process whose environment is its own. */
async function printed(
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<unknown> {
  const { code, stdout, stderr } = await run(
    Deno.execPath(),
    ["eval", "--ext=ts", script],
    { cwd: ROOT, env },
  );
  equal(code, 0, stderr);
  return JSON.parse(stdout);
}

Deno.test("a program is found where a new shell finds it, and not in what npx put there", () =>
  inTempDir(async (folder) => {
    const runner = `${folder}/_npx/1/node_modules/.bin`;
    await Deno.mkdir(runner, { recursive: true });
    await Deno.mkdir(`${folder}/bin`);
    await Deno.writeTextFile(`${runner}/tool`, "");
    const script = `import { processIo } from "./cli/io.ts";
      const found = () => processIo.started.which("tool") ?? null;
      const before = found();
      Deno.writeTextFileSync("${folder}/bin/tool", "");
      console.log(JSON.stringify([before, found()]));`;
    const env = { PATH: `${runner}:${folder}/bin` };
    deepEqual(await printed(script, env), [null, `${folder}/bin/tool`]);
  }));

Deno.test("the environment names no proxy while something is done without, and the same as before afterwards", async () => {
  const script =
    `import { withoutProxies } from "./cli/prove/without_proxies.ts";
    const names = () => ["HTTPS_PROXY", "ALL_PROXY"]
      .map((name) => Deno.env.get(name) ?? null);
    Deno.env.delete("ALL_PROXY");
    const during = await withoutProxies(() => Promise.resolve(names()));
    const after = names();
    const failed = await withoutProxies(() => Promise.reject(new Error("no")))
      .then(() => false, () => true);
    console.log(JSON.stringify({ during, after, failed, atLast: names() }));`;
  const HTTPS_PROXY = "http://127.0.0.1:1";
  deepEqual(await printed(script, { HTTPS_PROXY }), {
    during: [null, null],
    after: [HTTPS_PROXY, null],
    failed: true,
    atLast: [HTTPS_PROXY, null],
  });
});
