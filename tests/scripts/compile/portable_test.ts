import { deepEqual, equal, match, ok } from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { untar } from "../../../audit/tar.ts";
import { portable } from "../../../scripts/compile/portable.ts";
import { sha256 } from "../../../scripts/compile/sha256.ts";

const encode = (text: string) => new TextEncoder().encode(text);

const PARTS = {
  version: "0.1.0+1a2b3c4d5e6f",
  triple: "x86_64-unknown-linux-gnu",
  deno: encode("a runtime"),
  modules: new Map([["main.js", encode("1")], [
    "proxy/worker.js",
    encode("2"),
  ]]),
  flags: ["--quiet", "-A"],
  needs: "It needs a machine.",
};

/** Where the script says that things lie. */
function placesIn(script: string) {
  const [, size] = /head -c (\d+) +"\$ww_self" \| digest/.exec(script)!;
  const [, from] = /tail -c \+(\d+) +"\$ww_self" \| gzip/.exec(script)!;
  return { size: Number(size), from: Number(from) - 1 };
}

Deno.test("a portable binary is a script, its own digest, and what it unpacks", async () => {
  const bytes = await portable(PARTS);
  const text = new TextDecoder("latin1").decode(bytes);
  match(text, /^#!\/bin\/sh\n/);
  const { size, from } = placesIn(text);
  equal(text.slice(size, from), sha256(bytes.slice(0, size)));
  const unpacked = gunzipSync(bytes.slice(from));
  const files: [string, string][] = [];
  for await (
    const { path, content } of untar(ReadableStream.from([unpacked]))
  ) {
    const pieces = await Array.fromAsync(content);
    files.push([
      path,
      pieces.map((it) => new TextDecoder().decode(it)).join(""),
    ]);
  }
  deepEqual(files, [
    ["deno", "a runtime"],
    ["main.js", "1"],
    ["proxy/worker.js", "2"],
  ]);
});

Deno.test("the script holds the sum of every file, and no mark is left in it", async () => {
  const bytes = await portable(PARTS);
  const text = new TextDecoder("latin1").decode(bytes);
  const script = text.slice(0, placesIn(text).size);
  for (const [path, content] of PARTS.modules) {
    ok(script.includes(`${sha256(content)}  ${path}`));
  }
  equal(/@[A-Z_]+@|undefined/.exec(script), null);
  ok(script.includes("--quiet -A"));
});

Deno.test("no variable of the script can be one that somebody exports", async () => {
  const bytes = await portable(PARTS);
  const text = new TextDecoder("latin1").decode(bytes);
  const script = text.slice(0, placesIn(text).size)
    .replaceAll(/export \w+='.*'"?$/gm, "");
  const set = script.matchAll(
    /(?:^|[\s;"])(?:for (\w+) in |read -r (\w+) <|(\w+)=)/gm,
  );
  const names = new Set([...set].map(([, ...it]) => it.find(Boolean)!));
  ok(names.has("ww_self") && names.has("ww_home") && names.size > 20);
  deepEqual(
    [...names].filter((name) => !/^(ww_|WATERWALL_)/.test(name)).sort(),
    ["DENO_DIR", "DENO_NO_UPDATE_CHECK", "IFS"]
      // Of dd.
      .concat("bs", "count", "if", "skip"),
  );
});

Deno.test("the sums of the runtime's two parts are those of all its bytes, whatever its size", async () => {
  for (const size of [0, 1, 1_048_576, 3_000_000]) {
    const deno = new Uint8Array(size).map((_, at) => at % 251);
    const text = new TextDecoder("latin1")
      .decode(await portable({ ...PARTS, deno }));
    const valueOf = (name: string) =>
      new RegExp(`^ww_${name}=(\\w+) *$`, "m").exec(text)![1]!;
    const until = Number(valueOf("block")) * Number(valueOf("blocks"));
    ok(until <= size);
    equal(valueOf("runtime_first"), sha256(deno.subarray(0, until)));
    equal(valueOf("runtime_rest"), sha256(deno.subarray(until)));
  }
});

Deno.test("the same parts give the same bytes, others a folder of another name", async () => {
  const idOf = (bytes: Uint8Array) =>
    /\nww_id='([0-9a-f]{32})'/.exec(
      new TextDecoder("latin1").decode(bytes),
    )![1];
  const once = await portable(PARTS);
  deepEqual(await portable(PARTS), once);
  const other = await portable({ ...PARTS, deno: encode("another") });
  equal(idOf(other) === idOf(once), false);
});
