import { equal, ok } from "node:assert/strict";
import { createCa } from "../../../ops/ca/authority.ts";
import { trustedRoots } from "../../../ops/roots.ts";

Deno.test("roots that a company added are trusted along with the public ones", async () => {
  const { certPem } = await createCa(["a.example.com"], { nowMs: Date.now() });
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, `# company\n${certPem}`);
    const roots = await trustedRoots([file, "/no/such/file"]);
    ok(roots.length > 50);
    ok(roots.includes(certPem));
    equal(new Set(roots).size, roots.length);
  } finally {
    await Deno.remove(file);
  }
});
