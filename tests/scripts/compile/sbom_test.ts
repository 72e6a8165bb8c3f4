import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import type { Lock } from "../../../scripts/compile/lock_closure.ts";
import { sbom } from "../../../scripts/compile/sbom.ts";

const digest = new Uint8Array(64).fill(7);
const LOCK: Lock = {
  specifiers: {},
  npm: {
    "@a/one@1.0.0": {
      integrity: `sha512-${btoa(String.fromCharCode(...digest))}`,
      dependencies: ["two"],
    },
    "two@2.0.0": { integrity: "sha512-AAAA" },
    "tested@9.0.0": { integrity: "sha512-AAAA" },
  },
};
const SUBJECT = {
  version: "0.1.0",
  commit: "1a2b3c4d5e6f",
  deno: "2.9.6",
  committedAt: 1_795_400_144,
  shipped: ["@a/one@1.0.0", "two@2.0.0"],
  licences: new Map([["@a/one@1.0.0", "MIT"]]),
};

// deno-lint-ignore no-explicit-any
const made = (subject = SUBJECT): any => sbom(LOCK, subject);

Deno.test("the bill of materials is CycloneDX 1.6, and the same for the same commit", () => {
  equal(made().bomFormat, "CycloneDX");
  equal(made().specVersion, "1.6");
  deepEqual(made(), made());
  match(
    made().serialNumber,
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const other = made({ ...SUBJECT, commit: "0".repeat(12) });
  notEqual(other.serialNumber, made().serialNumber);
});

Deno.test("each locked package is a component, with its purl and its digest", () => {
  const [runtime, one] = made().components;
  equal(runtime.purl, "pkg:npm/deno@2.9.6");
  equal(one.purl, "pkg:npm/%40a/one@1.0.0");
  deepEqual(one.hashes, [{ alg: "SHA-512", content: "07".repeat(64) }]);
  deepEqual(one.licenses, [{ expression: "MIT" }]);
});

Deno.test("what only tests need is marked as left out", () => {
  const scopes = made().components.map((
    { name, scope }: { readonly name: string; readonly scope: string },
  ) => [name, scope]);
  deepEqual(scopes, [
    ["deno", "required"],
    ["@a/one", "required"],
    ["tested", "excluded"],
    ["two", "required"],
  ]);
});

Deno.test("who needs whom is said by references that are all there", () => {
  const { components, dependencies, metadata } = made();
  const refs = new Set([
    metadata.component["bom-ref"],
    ...components.map((it: { readonly "bom-ref": string }) => it["bom-ref"]),
  ]);
  for (const { ref, dependsOn } of dependencies) {
    for (const name of [ref, ...dependsOn]) equal(refs.has(name), true, name);
  }
});
