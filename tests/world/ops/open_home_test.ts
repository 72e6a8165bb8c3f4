import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { HomeError } from "../../../ops/errors.ts";
import { openHome } from "../../../ops/open_home.ts";
import { replaceFile } from "../../../ops/text_file.ts";
import {
  readRunning,
  removeRunning,
  writeRunning,
} from "../../../ops/running.ts";
import { inTempDir } from "../support/run.ts";

const mode = async (path: string) => (await Deno.stat(path)).mode! & 0o777;

Deno.test("a new home is closed to others and holds a configuration", () =>
  inTempDir(async (dir) => {
    const home = await openHome(`${dir}/a/b`);
    equal(await mode(home.dir), 0o700);
    equal(await mode(home.config), 0o600);
    match(await Deno.readTextFile(home.config), /^proxy_port = 8888$/m);
  }));

Deno.test("a configuration that is there is left alone", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/config.toml`, "# mine\n");
    const home = await openHome(dir);
    equal(await Deno.readTextFile(home.config), "# mine\n");
  }));

Deno.test("a home that others could enter is closed to them", () =>
  inTempDir(async (dir) => {
    await Deno.chmod(dir, 0o755);
    equal(await mode((await openHome(dir)).dir), 0o700);
  }));

Deno.test("a home that cannot be made is refused with a hint", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/file`, "");
    await rejects(openHome(`${dir}/file/home`), (error) => {
      return error instanceof HomeError && error.code === "unusable" &&
        /--home/.test(error.hint!);
    });
  }));

Deno.test("replacing a file leaves no draft behind, whether it works or not", () =>
  inTempDir(async (dir) => {
    await replaceFile(`${dir}/a`, "one");
    await replaceFile(`${dir}/a`, "two");
    equal(await Deno.readTextFile(`${dir}/a`), "two");
    await Deno.mkdir(`${dir}/b/c`, { recursive: true });
    await rejects(replaceFile(`${dir}/b`, "three"));
    const left = await Array.fromAsync(Deno.readDir(dir));
    deepEqual(left.map(({ name }) => name).sort(), ["a", "b"]);
  }));

Deno.test("what a running instance says is read back, and taken back only by itself", () =>
  inTempDir(async (dir) => {
    const home = await openHome(dir);
    equal(await readRunning(home), null);
    const running = { pid: 7, proxyPort: 1, adminPort: 2, startedMs: 3 };
    await writeRunning(home, running);
    deepEqual(await readRunning(home), running);
    await removeRunning(home, 8);
    deepEqual(await readRunning(home), running);
    await removeRunning(home, 7);
    equal(await readRunning(home), null);
  }));

Deno.test("a broken running.json counts as none", () =>
  inTempDir(async (dir) => {
    const home = await openHome(dir);
    for (const text of ["", "{", "[]", '{"pid":"7"}']) {
      await Deno.writeTextFile(home.running, text);
      equal(await readRunning(home), null);
    }
  }));
