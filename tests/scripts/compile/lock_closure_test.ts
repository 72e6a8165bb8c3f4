import { deepEqual, equal } from "node:assert/strict";
import {
  closureOf,
  importedBy,
  type Lock,
  packagesOf,
} from "../../../scripts/compile/lock_closure.ts";

const integrity = "sha512-AAAA";
const LOCK: Lock = {
  specifiers: {},
  npm: {
    "@a/one@1.0.0": { integrity, dependencies: ["two@2.0.0", "three"] },
    "two@2.0.0": { integrity },
    "two@3.0.0": { integrity },
    "three@3.1.0_two@2.0.0": { integrity, dependencies: ["@a/one"] },
    "tested@9.0.0": { integrity, dependencies: ["two@3.0.0"] },
  },
};

Deno.test("a key of the lock is a name, a version, and peers that do not count", () => {
  const { name, version, needs } = packagesOf(LOCK)
    .get("three@3.1.0_two@2.0.0")!;
  deepEqual({ name, version, needs }, {
    name: "three",
    version: "3.1.0",
    needs: ["@a/one@1.0.0"],
  });
});

Deno.test("what ships is what the roots reach, also in circles, in one version", () => {
  deepEqual(closureOf(LOCK, ["@a/one@1.0.0"]), [
    "@a/one@1.0.0",
    "three@3.1.0_two@2.0.0",
    "two@2.0.0",
  ]);
});

Deno.test("imports of every form are found, of types and in comments none", () => {
  const imports = Object.fromEntries(
    ["a", "b", "c", "d", "e", "f"].map((name) => [name, `npm:${name}@1.0.0`]),
  );
  const source = [
    'import a from "a";',
    'import * as b from "b";',
    "import {",
    "  Long,",
    '} from "c";',
    'const d = await import("d");',
    'import type { E } from "e";',
    ' * import f from "f";',
    'import own from "./f";',
  ].join("\n");
  deepEqual(importedBy([source], imports), [
    "a@1.0.0",
    "b@1.0.0",
    "c@1.0.0",
    "d@1.0.0",
  ]);
});

Deno.test("a package that only tests need does not ship", () => {
  equal(closureOf(LOCK, ["@a/one@1.0.0"]).includes("tested@9.0.0"), false);
});
