import { deepEqual, equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openJournal } from "../../../audit/mod.ts";
import { permissionsFor } from "../../../cli/confine.ts";
import { VERBS } from "../../../cli/tree.ts";
import { HASH, redaction } from "../../support/audit_log.ts";
import { inTempDir, run } from "../support/run.ts";
import { waterwall } from "./waterwall.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const MAIN = `${ROOT}main.ts`;
const PAGE = new URL("../../../docs/permissions.md", import.meta.url);

/** The cells of each row, by verb. */
const rows = new Map(
  (await Deno.readTextFile(PAGE)).split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()).slice(1, -1))
    .filter(([verb]) => verb?.startsWith("`"))
    .map(([verb, ...cells]) => [verb!.replaceAll("`", ""), cells]),
);

const ISOLATED = ["the named files", "no", "no", "no", "no"];

Deno.test("the table's verbs are there, and those of an isolate are the verifiers", () => {
  const names = VERBS.map(({ name }) => name);
  deepEqual([...rows.keys()].filter((verb) => !names.includes(verb)), []);
  const confined = VERBS.filter(({ confine }) => confine !== undefined);
  deepEqual(
    confined.map(({ name }) => name).sort(),
    names.filter((name) => name.startsWith("verify-"))
      .filter((name) => rows.has(name)).sort(),
  );
  for (const { name } of confined) deepEqual(rows.get(name), ISOLATED);
});

/** The flags that a row stands for. */
function flagsOf([reads, writes, net, environment, processes]: string[]) {
  deepEqual([writes, processes], ["no", "no"]);
  return [
    reads === "itself" ? `--allow-read=${ROOT}` : "--allow-read",
    ...net === "no" ? [] : [`--allow-net=${net!.replaceAll("`", "")}`],
    ...environment === "no" ? [] : ["--allow-env"],
  ];
}

/** A home with a log, and its words for each verb of the table. */
async function commandsIn(home: string) {
  const journal = await openJournal({
    dir: `${home}/audit`,
    keyFile: `${home}/signing.key`,
    sessionIdleMs: 86_400_000,
    tool: "waterwall 0.0.0",
    policy: HASH,
  });
  await journal.append(redaction());
  await journal.close("test");
  await Deno.writeTextFile(`${home}/ca.pem`, "");
  const commands: Readonly<Record<string, readonly string[]>> = {
    licenses: [],
    upgrade: ["--check"],
    scan: ["--home", home, `${home}/ca.pem`],
    known: ["--home", home],
    key: ["show", "--home", home],
    log: ["--home", home],
    status: ["--home", home],
    env: ["--home", home],
  };
  return commands;
}

Deno.test("each verb does with the permissions of its row what it does with all", () =>
  inTempDir(async (home) => {
    const commands = await commandsIn(home);
    const isolated = VERBS.filter(({ confine }) => confine !== undefined)
      .map(({ name }) => name);
    deepEqual(
      [...rows.keys()].filter((verb) => !isolated.includes(verb)).sort(),
      Object.keys(commands).sort(),
    );
    for (const [verb, words] of Object.entries(commands)) {
      const flags = ["run", "--no-prompt", ...flagsOf(rows.get(verb)!)];
      const bare = await run(Deno.execPath(), [...flags, MAIN, verb, ...words]);
      deepEqual(bare, await waterwall([verb, ...words]), verb);
    }
  }));

/** What an isolate answers to tries, each a kind and what to try it on. */
async function tryIn(
  reads: readonly string[],
  tries: readonly (readonly [string, string])[],
): Promise<readonly string[]> {
  const module = new URL("../ops/probe.ts", import.meta.url);
  const permissions = permissionsFor(reads);
  const worker = new Worker(
    module,
    { type: "module", deno: { permissions } } as WorkerOptions,
  );
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(tries);
    });
  } finally {
    worker.terminate();
  }
}

Deno.test("a verifier's isolate reads the named file, and everything else is refused", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/named`, "");
    await Deno.writeTextFile(`${dir}/other`, "");
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    deepEqual(await tryIn([`${dir}/named`], [["read", `${dir}/named`]]), [
      "allowed",
    ]);
    const refused = await tryIn([`${dir}/named`], [
      ["read", `${dir}/other`],
      ["list", dir],
      ["read", "/etc/passwd"],
      ["write", `${dir}/named`],
      ["remove", `${dir}/named`],
      ["variable", "HOME"],
      ["process", "true"],
      ["system", ""],
      ["library", "/lib/x86_64-linux-gnu/libc.so.6"],
      ["connect", `127.0.0.1:${port}`],
      ["listen", "127.0.0.1:0"],
      ["fetch", `http://127.0.0.1:${port}/`],
      ["module", "https://deno.land/x.ts"],
      ["more", ""],
    ]);
    listener.close();
    deepEqual([...new Set(refused)], ["NotCapable"], refused.join(" "));
    equal((await Deno.stat(`${dir}/named`)).isFile, true);
  }));
