import { deepEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { inTempDir, run } from "../support/run.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Asks a process of its own whether it is confined, and what it may do then. */
async function stateUnder(
  flags: readonly string[],
  built: boolean,
): Promise<unknown> {
  return await inTempDir(async (dir) => {
    await Deno.writeTextFile(
      `${dir}/ask.ts`,
      `import { confineHere } from "${ROOT}cli/confine_here.ts";
const isConfined = confineHere(${built ? "{commit:'c',executable:''}" : ""});
const may = (name: string, more = {}) =>
  Deno.permissions.querySync({ name, ...more } as Deno.PermissionDescriptor).state;
console.log(JSON.stringify({
  isConfined,
  file: may("read", { path: "/named" }),
  other: may("read", { path: "/other" }),
  rest: ["net", "write", "env", "run", "sys", "ffi"].map((name) => may(name)),
  host: may("net", { host: "127.0.0.1" }),
  variable: may("env", { variable: "HOME" }),
}));`,
    );
    const words = ["run", "--no-prompt", "--no-config", ...flags];
    const { stdout } = await run(Deno.execPath(), [...words, `${dir}/ask.ts`]);
    return JSON.parse(stdout);
  });
}

const refused = ["net", "write", "env", "run", "sys", "ffi"].map(() =>
  "prompt"
);

Deno.test("a binary that was started to read some files gives up everything else", async () => {
  const more = ["--allow-net=127.0.0.1", "--allow-env=HOME", "--allow-run=sh"];
  for (const flags of [[], more]) {
    deepEqual(await stateUnder(["--allow-read=/named", ...flags], true), {
      isConfined: true,
      file: "granted",
      other: "prompt",
      rest: refused,
      host: "prompt",
      variable: "prompt",
    });
  }
});

Deno.test("what may read everything is not confined, nor what runs from its sources", async () => {
  const all = {
    file: "granted",
    other: "granted",
    rest: refused.map(() => "granted"),
    host: "granted",
    variable: "granted",
  };
  deepEqual(await stateUnder(["-A"], true), { isConfined: false, ...all });
  deepEqual(await stateUnder(["-A"], false), { isConfined: false, ...all });
  deepEqual(
    await stateUnder(["--allow-read=/named", "--allow-net=127.0.0.1"], false),
    {
      isConfined: false,
      file: "granted",
      other: "prompt",
      rest: refused,
      host: "granted",
      variable: "prompt",
    },
  );
});
