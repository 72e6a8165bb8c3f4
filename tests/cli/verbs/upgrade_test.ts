import { equal, match, ok, throws } from "node:assert/strict";
import upgrade from "../../../cli/verbs/upgrade.ts";
import { fullVersion, VERSION } from "../../../cli/version.ts";
import { fakeIo } from "../fake_io.ts";

Deno.test("upgrade --check says which version this is and how to compare it", () => {
  const io = fakeIo();
  equal(upgrade({ check: true }, io), 0);
  const said = io.printed.join("\n");
  ok(said.includes(VERSION));
  match(said, /git pull/);
});

Deno.test("a binary is told of the places that binaries come from", () => {
  const io = fakeIo();
  const started = { ...io.started, checkout: undefined };
  equal(upgrade({ check: true }, { ...io, started }), 0);
  match(io.printed.join("\n"), /npm view waterwall version/);
});

Deno.test("upgrade by itself changes nothing, and says so", () => {
  throws(() => upgrade({ check: false }, fakeIo()), { code: "usage" });
});

Deno.test("a binary's version names the commit it was made from", () => {
  equal(fullVersion(undefined), VERSION);
  const built = { commit: "1a2b3c4d5e6f", executable: undefined };
  equal(fullVersion(built), `${VERSION}+1a2b3c4d5e6f`);
});
