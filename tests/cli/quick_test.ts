import { deepEqual, equal } from "node:assert/strict";
import { OutputClosed } from "../../cli/io.ts";
import { main } from "../../cli/program.ts";
import { quick } from "../../cli/quick.ts";
import { fakeIo } from "./fake_io.ts";

Deno.test("the version is said at once, as the whole program says it", async () => {
  for (const word of ["--version", "-V"]) {
    const io = fakeIo();
    equal(await quick([word], io), 0);
    const whole = fakeIo();
    equal(await main([word], whole), 0);
    deepEqual(io.printed, whole.printed);
  }
});

Deno.test("for everything else, and for what it does not understand, the whole program is needed", async () => {
  const lines = [
    [],
    [""],
    ["--help"],
    ["--version", "--help"],
    ["status"],
    ["verify-chain"],
    ["pre-launch-hook", "--install"],
    ["pre-launch-hook", "--uninstall", "--shell", "bash"],
    ["pre-launch-hook", "--shel", "bash"],
    ["verify-receipt"],
    ["verify-receipt", "--help"],
    ["constructor"],
  ];
  for (const words of lines) {
    const io = fakeIo();
    equal(await quick(words, io), undefined, `${words}`);
    deepEqual([io.printed, io.complained], [[], []]);
  }
});

Deno.test("a reader that goes away ends it as SIGPIPE would", async () => {
  const print = () => {
    throw new OutputClosed();
  };
  const io = { ...fakeIo(), print };
  equal(await quick(["--version"], io), 141);
});
