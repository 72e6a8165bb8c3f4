import { deepEqual, equal, match, throws } from "node:assert/strict";
import { renameChunks } from "../../../scripts/compile/rename_chunks.ts";

const bytes = (files: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      new TextEncoder().encode(text),
    ]),
  );
const texts = (files: ReadonlyMap<string, Uint8Array>) =>
  Object.fromEntries(
    [...files].map(([path, it]) => [path, new TextDecoder().decode(it)]),
  );

Deno.test("where the sources lie, which is in the bundler's names, does not matter", () => {
  const here = renameChunks(bytes({
    "main.js":
      'import"./chunk-AAAAAAA1.js";import("./verify_chain-BBBBBBB2.js")',
    "chunk-AAAAAAA1.js": "1",
    "verify_chain-BBBBBBB2.js": 'import"./chunk-AAAAAAA1.js"',
  }));
  const there = renameChunks(bytes({
    "main.js":
      'import"./chunk-CCCCCCC3.js";import("./verify_chain-DDDDDDD4.js")',
    "verify_chain-DDDDDDD4.js": 'import"./chunk-CCCCCCC3.js"',
    "chunk-CCCCCCC3.js": "1",
  }));
  deepEqual(texts(here), texts(there));
});

Deno.test("references follow the names, in folders too, and other words stay", () => {
  const renamed = texts(renameChunks(bytes({
    "proxy/worker.js": 'import"../chunk-AAAAAAA1.js";"chunk-ZZZZZZZ9.js"',
    "chunk-AAAAAAA1.js": "1",
  })));
  const [name] = Object.keys(renamed).filter((it) => it.startsWith("chunk-"));
  match(name!, /^chunk-[0-9a-f]{8}\.js$/);
  equal(
    renamed["proxy/worker.js"],
    `import"../${name}";"chunk-ZZZZZZZ9.js"`,
  );
});

Deno.test("files that differ in a reference have names of their own; the same twice has none", () => {
  const differ = renameChunks(bytes({
    "a-AAAAAAA1.js": "1",
    "b-BBBBBBB2.js": "2",
    "chunk-CCCCCCC3.js": 'import"./a-AAAAAAA1.js"',
    "chunk-DDDDDDD4.js": 'import"./b-BBBBBBB2.js"',
  }));
  equal(differ.size, 4);
  const same = { "chunk-AAAAAAA1.js": "1", "chunk-BBBBBBB2.js": "1" };
  throws(() => renameChunks(bytes(same)), { code: "bundle" });
});
