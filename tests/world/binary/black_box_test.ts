import { equal, match, ok } from "node:assert/strict";
import { has } from "../support/run.ts";
import { Tmux } from "../tui/tmux.ts";
import { onEmptyMachine } from "./empty_machine.ts";
import { whileItRuns } from "./while_it_runs.ts";

/** Of a shape that is a credential's; made here, so that no scanner minds. */
const SECRET = "ghp_" + "x7Kq2LmN9pRs4TuV6wXy8ZaB1cDe3FgH5jKl";

Deno.test("the binary proves itself where nothing is installed", () =>
  onEmptyMachine(async (machine) => {
    const { code, stdout, stderr } = await machine.run(["prove"]);
    equal(code, 0, stdout + stderr);
    match(stdout, /nothing leaked, everything came back byte for byte/);
  }));

Deno.test("the binary scans standard input and files", () =>
  onEmptyMachine(async (machine) => {
    const found = await machine.run(["scan"], { stdin: `token: ${SECRET}` });
    equal(found.code, 1, found.stderr);
    match(found.stdout, /GITHUB/);
    ok(!found.stdout.includes(SECRET));
    await Deno.writeTextFile(`${machine.dir}/clean.txt`, "nothing here");
    equal((await machine.run(["scan", "clean.txt"])).code, 0);
  }));

Deno.test("the binary starts, sets itself up, exports, and every verifier accepts what it wrote", () =>
  onEmptyMachine(async (machine) => {
    const does = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await machine.run(args);
      equal(code, 0, `${args.join(" ")}: ${stdout}${stderr}`);
      return stdout;
    };
    await whileItRuns(machine, async (greeting) => {
      match(greeting, new RegExp(`eval "\\$\\(.*${machine.binary} env\\)"`));
      await does("status");
      match(await does("env"), /HTTPS_PROXY/);
      await does("export-evidence", "-o", "evidence.tar.gz");
    });
    const vkey = (await does("key", "show")).split("\n")
      .find((line) => /\+[0-9a-f]{8}\+/.test(line))!.trim().split(/\s+/).at(
        -1,
      )!;
    const pinned = ["--pubkey", vkey];
    await Deno.writeTextFile(
      `${machine.dir}/1.json`,
      await does("receipt", "1"),
    );
    match(await does("verify-receipt", "1.json", ...pinned), /^OK /);
    match(await does("verify-evidence", "evidence.tar.gz", ...pinned), /^OK /);
    match(await does("verify-chain", ...pinned), /^OK /);
    match(await does("report", "evidence.tar.gz", ...pinned), /redaction/i);
    await does("log");
  }));

Deno.test("the dashboard of the binary is drawn in a terminal", async () => {
  if (!await has("tmux")) return;
  await onEmptyMachine(async (machine) => {
    await whileItRuns(machine, async () => {
      const tmux = await Tmux.open({ width: 110, height: 34 });
      try {
        const command = [...machine.words(), "dashboard"];
        await tmux.type(command.map((word) => `'${word}'`).join(" "));
        await tmux.press("Enter");
        await tmux.shows(/records?/i, (screen) => /session/i.test(screen));
        await tmux.press("q");
      } finally {
        await tmux.close();
      }
    });
  });
});

Deno.test("the binary starts itself again to run in the background", () =>
  onEmptyMachine(async (machine) => {
    const ports = ["--proxy-port", "0", "--admin-port", "0"];
    const started = await machine.run(["start", "--daemon", ...ports]);
    equal(started.code, 0, started.stderr);
    match((await machine.run(["status"])).stdout, /^up: process \d+/);
    equal((await machine.run(["stop"])).code, 0);
    equal((await machine.run(["status"])).code, 1);
  }));
