import { deepEqual, equal, match, throws } from "node:assert/strict";
import { linkModules } from "../../../scripts/compile/link_modules.ts";

const encode = (text: string) => new TextEncoder().encode(text);

function linked(files: Readonly<Record<string, string>>) {
  const bundled = new Map(
    Object.entries(files).map(([path, text]) => [path, encode(text)]),
  );
  const made = linkModules(bundled, "1a2b3c4d5e6f");
  return (path: string) => new TextDecoder().decode(made.get(path));
}

Deno.test("a worker's URL names the module that was made from its source", () => {
  const at = linked({
    "main.js": "",
    "chunk-A.js": 'new URL("./worker.ts",import.meta.url)',
    "chunk-B.js": 'x=new URL("./keys_worker.ts", import.meta.url).href',
  });
  equal(at("chunk-A.js"), 'new URL("./proxy/worker.js",import.meta.url)');
  equal(
    at("chunk-B.js"),
    'x=new URL("./ops/keys_worker.js",import.meta.url).href',
  );
});

Deno.test("a URL in a module that lies deeper leads back to the root", () => {
  const at = linked({
    "main.js": "",
    "proxy/worker.js": 'new URL("./keys_worker.ts",import.meta.url)',
  });
  equal(
    at("proxy/worker.js"),
    'new URL("../ops/keys_worker.js",import.meta.url)',
  );
});

Deno.test("a URL of a source that is no module of the binary ends the build", () => {
  const files = { "main.js": 'new URL("./other.ts",import.meta.url)' };
  throws(() => linked(files), { code: "bundle" });
});

Deno.test("what the build knows is there before anything else of the program", () => {
  const at = linked({ "main.js": 'import"./chunk-A.js";' });
  match(at("main.js"), /^import"\.\/build\.js";import"\.\/chunk-A\.js";/);
  match(at("build.js"), /commit:"1a2b3c4d5e6f"/);
});

Deno.test("only the bundler's stand-in for require is given what is built in", () => {
  const at = linked({
    "main.js": "",
    "chunk-A.js": 'throw Error("Dynamic require of x")',
  });
  match(at("chunk-A.js"), /^const require=/);
  equal(at("main.js").includes("require"), false);
});

Deno.test("files come in the order of their names, whatever order they were found in", () => {
  const files = new Map([["b.js", encode("")], ["main.js", encode("")], [
    "a.js",
    encode(""),
  ]]);
  deepEqual([...linkModules(files, "c").keys()], [
    "a.js",
    "b.js",
    "main.js",
    "build.js",
  ]);
});
