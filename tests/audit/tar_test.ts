import { deepEqual, equal, rejects } from "node:assert/strict";
import fc from "fast-check";
import { tar, tarHeader, untar } from "../../audit/tar.ts";
import {
  fromUtf8,
  inChunks,
  utf8,
  whole,
  withByte,
} from "../support/byte_stream.ts";

type File = readonly [path: string, content: string];

const FILES: readonly File[] = [
  ["MANIFEST", "# waterwall evidence v1\n"],
  ["log.jsonl", "{}\n".repeat(200)],
  ["receipts/7.json", ""],
  ["verify.py", "x".repeat(512)],
];
const refused = { name: "Refutation", code: "bundle-tar" };

function pack(files: readonly File[]): Promise<Uint8Array<ArrayBuffer>> {
  return whole(tar(files.map(([path, text]) => ({
    path,
    size: utf8(text).length,
    content: () => [utf8(text)],
  }))));
}

async function unpack(archive: Uint8Array, chunk?: number): Promise<File[]> {
  const files: File[] = [];
  for await (const { path, content } of untar(inChunks(archive, chunk))) {
    files.push([path, fromUtf8(await whole(content))]);
  }
  return files;
}

Deno.test("an archive gives back its files, however it is cut in chunks", async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.tuple(fc.stringMatching(/^[a-z0-9]{1,99}$/), fc.string())),
    fc.integer({ min: 1, max: 2_000 }),
    async (files, chunk) => {
      const wellFormed = files.map(([path, text]): File => [
        path,
        text.toWellFormed(),
      ]);
      deepEqual(await unpack(await pack(wellFormed), chunk), wellFormed);
    },
  ));
});

Deno.test("files that are not read are passed over", async () => {
  const paths: string[] = [];
  for await (const { path } of untar(inChunks(await pack(FILES)))) {
    paths.push(path);
  }
  deepEqual(paths, FILES.map(([path]) => path));
});

Deno.test("every byte outside file contents is fixed", async () => {
  const archive = await pack([["a", "bc"]]);
  for (let at = 0; at < archive.length; at++) {
    if (at === 512 || at === 513) continue;
    for (const byte of [0, 0x20, 0x30, 0x31, 0x37, 0xff]) {
      if (byte === archive[at]) continue;
      await rejects(unpack(withByte(archive, at, byte)), refused);
    }
  }
});

Deno.test("an archive cut at any byte, or with a byte more, is refused", async () => {
  const archive = await pack([["a", "bc"]]);
  for (let end = 0; end < archive.length; end++) {
    await rejects(unpack(archive.subarray(0, end)), refused);
  }
  await rejects(unpack(Uint8Array.of(...archive, 0)), refused);
});

for (
  const [what, at, text] of [
    ["a symbolic link", 156, "2"],
    ["a hard link", 156, "1"],
    ["a device", 156, "3"],
    ["a folder", 156, "5"],
    ["a long name of GNU", 156, "L"],
    ["an extended header of pax", 156, "x"],
    ["an owner", 265, "root"],
    ["a prefix", 345, "etc"],
    ["a mode", 100, "0004755"],
    ["a time", 136, "14660000000"],
    ["a size in base 256", 124, "\x80"],
  ] as const
) {
  Deno.test(`a header with ${what} is refused, even with its sum right`, async () => {
    const header = tarHeader("a", 0);
    header.set(Uint8Array.from(text, (c) => c.charCodeAt(0)), at);
    header.set(utf8(" ".repeat(8)), 148);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.set(utf8(sum.toString(8).padStart(6, "0") + "\0 "), 148);
    await rejects(
      unpack(Uint8Array.of(...header, ...new Uint8Array(1_024))),
      refused,
    );
  });
}

Deno.test("a size that the archive does not hold is refused without reading on", async () => {
  const header = tarHeader("a", 2 ** 32);
  await rejects(unpack(Uint8Array.of(...header, 1, 2, 3)), refused);
});

Deno.test("a header says its size in eleven octal digits", () => {
  equal(fromUtf8(tarHeader("a", 8).subarray(124, 136)), "00000000010\0");
  equal(tarHeader("a", 0).length, 512);
});
