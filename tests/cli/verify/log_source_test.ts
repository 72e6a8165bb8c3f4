import { deepEqual, equal, rejects } from "node:assert/strict";
import { openLog } from "../../../cli/verify/log_source.ts";
import { fakeIo } from "../fake_io.ts";

const segment = (first: number) => `log-${`${first}`.padStart(20, "0")}.jsonl`;
const ROOT = btoa("r".repeat(32));
const note = (size: number) =>
  `local/waterwall/0\n${size}\n${ROOT}\n\n— local/waterwall/0 ${
    btoa("s".repeat(68))
  }\n`;

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const parts = await Array.fromAsync(chunks, (c) => decoder.decode(c));
  return parts.join("");
}

const FILES = {
  [`home/audit/${segment(10)}`]: "b\n",
  [`home/audit/${segment(0)}`]: "a\n",
  [`home/audit/${segment(0)}.bak`]: "x\n",
  "home/audit/head": note(2),
  "home/audit/anchors/1.note": note(1),
  "home/config.toml": "",
};

Deno.test("a folder's segments are read in the order of their records, and nothing else", async () => {
  const source = await openLog("home/audit", fakeIo(FILES));
  equal(await textOf(source.read()), "a\nb\n");
  equal((await source.head())?.size, 2);
  deepEqual(source.anchors.map(({ size }) => size), [1]);
});

Deno.test("the home folder stands for the log in it", async () => {
  const source = await openLog("home", fakeIo(FILES));
  equal(await textOf(source.read()), "a\nb\n");
});

Deno.test("a file stands for itself and has no head", async () => {
  const source = await openLog(`home/audit/${segment(0)}`, fakeIo(FILES));
  equal(await textOf(source.read()), "a\n");
  equal(await source.head(), undefined);
  deepEqual(source.anchors, []);
});

Deno.test("a folder without a log, and a path to nothing, are unreadable", async () => {
  const io = fakeIo({ "d/x": "" });
  await rejects(openLog("d", io), { code: "unreadable" });
  await rejects(openLog("e", io), { code: "unreadable" });
});

Deno.test("a head that is not a signed note is an error, not a head that is missing", async () => {
  const io = fakeIo({ ...FILES, "home/audit/head": "x" });
  const source = await openLog("home/audit", io);
  await rejects(source.head(), {
    message: "Cannot read as a signed note: home/audit/head",
  });
});
