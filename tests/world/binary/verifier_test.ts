import { equal, match, ok } from "node:assert/strict";
import { formatReceipt, makeReceipt, openJournal } from "../../../audit/mod.ts";
import { HASH, redaction } from "../../support/audit_log.ts";
import { run } from "../support/run.ts";
import { type EmptyMachine, onEmptyMachine } from "./empty_machine.ts";

/** A receipt and its key as files of a machine that has nothing else. */
async function withReceipt(
  test: (machine: EmptyMachine) => Promise<void>,
): Promise<void> {
  await onEmptyMachine(async (machine) => {
    const { dir } = machine;
    const journal = await openJournal({
      dir: `${dir}/audit`,
      keyFile: `${dir}/signing.key`,
      sessionIdleMs: 86_400_000,
      tool: "waterwall 0.0.0",
      policy: HASH,
    });
    const { seq } = await journal.append(redaction());
    await Deno.writeTextFile(`${dir}/log.vkey`, journal.vkey);
    await journal.close("test");
    const receipt = makeReceipt({ dir: `${dir}/audit`, seq });
    const text = formatReceipt(receipt, "json");
    for (const name of ["a receipt.json", "one,two.json"]) {
      await Deno.writeTextFile(`${dir}/${name}`, text);
    }
    await test(machine);
  });
}

/** How the script starts the runtime. */
async function startOf(
  machine: EmptyMachine,
  words: readonly string[],
): Promise<string> {
  const before = machine.words();
  const [command, ...args] = [...before.slice(0, -1), "sh", "-x"];
  const traced = [...args, machine.binary, ...words];
  const { stderr } = await run(command!, traced, { cwd: machine.dir });
  // Some shells quote what they trace, others do not.
  return /^\+ exec .*$/m.exec(stderr)![0].replaceAll("'", "");
}

const KEY = ["--pubkey", "log.vkey"];

Deno.test("the runtime of a verifier may read its own files and those that are named, and nothing else", () =>
  withReceipt(async (machine) => {
    for (const verb of ["verify-receipt", "verify-evidence"]) {
      const words = [verb, "a receipt.json", ...KEY, "--max-age=24h", "--json"];
      const start = await startOf(machine, words);
      const [, own] = /^\+ exec (\S+\/waterwall\/[0-9a-f]{32})\/deno run /
        .exec(start)!;
      const reads = `--allow-read=${own},a receipt.json,log.vkey,24h`;
      ok(start.includes(` ${reads} ${own}/main.js `), start);
      equal(start.split("--allow").length, 2, start);
      ok(!/\s(-A|--allow-all)\s/.test(start), start);
    }
    ok(/\s-A\s/.test(await startOf(machine, ["status"])));
  }));

Deno.test("whatever a file is called, a verifier of the binary checks it, and says why it cannot", () =>
  withReceipt(async (machine) => {
    const answers: readonly (readonly [number, RegExp, ...string[]])[] = [
      [0, /^OK seq=/, "a receipt.json", ...KEY],
      [0, /^OK seq=/, "one,two.json", ...KEY],
      [0, /^OK seq=/, `${machine.dir}/a receipt.json`, "--pubkey=log.vkey"],
      [0, /^OK seq=/, "a receipt.json", ...KEY, "--seen", "one,two.json"],
      [0, /in-toto/, "a receipt.json", "--attest", ...KEY],
      [1, /^FAIL /, "log.vkey", ...KEY],
      [2, /Cannot read as a file: none.*\nhint: Check/, "none", ...KEY],
      [2, /It is a folder; name a file in it/, "audit", ...KEY],
      [2, /without a key to trust/, "a receipt.json"],
      [2, /Did you mean --pubkey/, "a receipt.json", "--pubke", "log.vkey"],
      [0, /^Usage: waterwall verify-receipt/, "--help"],
    ];
    for (const [status, said, ...words] of answers) {
      const ran = await machine.run(["verify-receipt", ...words]);
      equal(ran.code, status, `${words}: ${ran.stderr}`);
      match(ran.stdout + ran.stderr, said);
    }
  }));
