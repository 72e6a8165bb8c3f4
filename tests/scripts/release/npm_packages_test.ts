import { deepEqual, equal, ok } from "node:assert/strict";
import { TARGETS } from "../../../scripts/compile/targets.ts";
import { npmPackages } from "../../../scripts/release/npm_packages.ts";

const files = new Map(
  npmPackages("0.1.0", "start").map(({ path, content }) => [path, content]),
);

function manifest(name: string) {
  const content = files.get(`${name}/package.json`)!;
  return "text" in content ? JSON.parse(content.text) : undefined;
}

Deno.test("npx waterwall installs the package of its machine, and of no other", () => {
  const { bin, optionalDependencies } = manifest("waterwall");
  deepEqual(bin, { waterwall: "start.cjs" });
  deepEqual(files.get("waterwall/start.cjs"), { text: "start" });
  const names = Object.keys(optionalDependencies);
  equal(names.length, TARGETS.length);
  for (const name of names) {
    const own = manifest(name.replace("@waterwall/", ""));
    equal(own.name, name);
    equal(own.version, optionalDependencies[name]);
    equal(`${own.os}-${own.cpu}`, name.replace("@waterwall/", ""));
  }
});

Deno.test("each machine's package holds its binary, by its name there", () => {
  const copies = [...files].flatMap(([path, content]) =>
    "binary" in content ? [[path, content.binary]] : []
  );
  equal(copies.length, TARGETS.length);
  deepEqual(copies.at(-1), [
    "win32-x64/waterwall.exe",
    "waterwall-x86_64-pc-windows-msvc.exe",
  ]);
});

Deno.test("no package runs anything when it is installed", () => {
  for (const [path, content] of files) {
    if (!path.endsWith("package.json")) continue;
    ok("text" in content && !content.text.includes('"scripts"'), path);
  }
});
