import { equal, match } from "node:assert/strict";
import licenses from "../../../cli/verbs/licenses.ts";
import { fakeIo } from "../fake_io.ts";

Deno.test("licenses prints our terms, the runtime's, and those of every package", () => {
  const io = fakeIo();
  equal(licenses({}, io), 0);
  const said = io.printed.join("\n");
  match(said, /^Waterwall\n\nMIT License/);
  match(said, /\nDeno \(MIT\)/);
  for (const name of ["commander", "node-forge", "ink", "@noble/ed25519"]) {
    match(said, new RegExp(`\n${name} \\d+\\.\\d+\\.\\d+ \\(`));
  }
});
