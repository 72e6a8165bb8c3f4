import { deepEqual, rejects } from "node:assert/strict";
import { filesUnder } from "../../../cli/scan/files_under.ts";
import { fakeIo } from "../fake_io.ts";

const io = fakeIo({
  "p/b.txt": "",
  "p/a/c.txt": "",
  "p/.git/config": "",
  "p/node_modules/x/y.js": "",
  "p/.env": "",
});
const under = (path: string) => Array.fromAsync(filesUnder(path, io));

Deno.test("a folder stands for its files, in order, without history and dependencies", async () => {
  deepEqual(await under("p"), ["p/.env", "p/a/c.txt", "p/b.txt"]);
  deepEqual(await under("p/"), ["p/.env", "p/a/c.txt", "p/b.txt"]);
});

Deno.test("a file stands for itself, and - for standard input", async () => {
  deepEqual(await under("p/b.txt"), ["p/b.txt"]);
  deepEqual(await under("-"), ["-"]);
});

Deno.test("what is asked for by name is not left out", async () => {
  deepEqual(await under("p/.git"), ["p/.git/config"]);
});

Deno.test("a path to nothing is an error", async () => {
  await rejects(under("nowhere"), { code: "unreadable" });
});
