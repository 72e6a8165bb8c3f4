import { deepEqual, equal, match, ok } from "node:assert/strict";
import { has, type Ran, run } from "../support/run.ts";
import { type EmptyMachine, onEmptyMachine } from "./empty_machine.ts";
import { whileItRuns } from "./while_it_runs.ts";

const HOOK = "pre-launch-hook";

/** Whether the script has what it asks an instance with; else it never does. */
const canAsk = Deno.build.os === "linux" && await has("bash") &&
  await has("timeout");

/** Asks for the same, in words that the script leaves to the program. */
const BY_PROGRAM = ["--format", "shell"];

interface Case {
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function variablesOf(
  machine: EmptyMachine,
  { env = {} }: Case,
): Readonly<Record<string, string>> {
  const usual = { HOME: machine.home, XDG_CACHE_HOME: `${machine.dir}/cache` };
  return { ...usual, ...env };
}

/** What a hook prints, and whether the runtime was started for it. */
async function traced(
  machine: EmptyMachine,
  given: Case,
): Promise<Omit<Ran, "stderr"> & { readonly started: boolean }> {
  const words = machine.words(variablesOf(machine, given));
  const [command, ...args] = [
    ...words.slice(0, -1),
    ...["sh", "-x", machine.binary, HOOK, ...given.words ?? []],
  ];
  const { code, stdout, stderr } = await run(command!, args, {
    cwd: machine.dir,
  });
  match(stderr, /^\+ set -f$/m);
  return { code, stdout, started: /^\+ exec .*deno run/m.test(stderr) };
}

/** Whether the script says it alone, and what: the same as the program. */
async function saidOffline(
  machine: EmptyMachine,
  given: Case,
): Promise<{ readonly byScript: boolean; readonly said: Ran }> {
  const variables = variablesOf(machine, given);
  const words = [HOOK, ...given.words ?? []];
  const said = await machine.run(words, { variables });
  deepEqual(
    said,
    await machine.run([...words, ...BY_PROGRAM], { variables }),
    JSON.stringify(given),
  );
  return { byScript: !(await traced(machine, given)).started, said };
}

const STATE = ".local/state/waterwall";

/**
 * The script's own answer. It leaves the question to the program while the
 * instance takes its time, as one does on a machine that is busy.
 */
async function saidByScript(machine: EmptyMachine, given: Case) {
  for (let left = 100; left > 0; left--) {
    const { started, ...said } = await traced(machine, given);
    if (!started) return said;
  }
  throw new Error(`The script never answered ${JSON.stringify(given)}`);
}

Deno.test("where a proxy runs the script says what the program says, for each shell that it answers", async () => {
  if (!canAsk) return;
  await onEmptyMachine((machine) =>
    whileItRuns(machine, async () => {
      const dir = `${machine.home}/${STATE}`;
      const env = await machine.run(["env", "--shell", "sh"]);
      match(env.stdout, /^export HTTPS_PROXY='http:\/\/127\.0\.0\.1:\d+'$/m);
      const inherited = Object.fromEntries(
        [...env.stdout.matchAll(/^export (\w+)='(.*)'$/gm)]
          .map(([, name, value]) => [name!, value!]),
      );
      const answered: readonly Case[] = [
        {},
        { words: ["--shell", "sh"] },
        { words: ["--shell", "bash", "--strict"] },
        { words: ["--shell", "zsh", "--home", dir] },
        { words: ["--strict", "--home", dir, "--shell", "sh"] },
        { env: { WATERWALL_HOME: dir } },
        { env: { SHELL: "/bin/bash", NO_PROXY: "" } },
        { env: inherited },
        { env: { XDG_STATE_HOME: "relative" } },
        { env: { NODE_EXTRA_CA_CERTS: "/etc/company.pem" } },
        { env: { ...inherited, DENO_CERT: "/etc/company's `1` $HOME\"*.pem" } },
        {
          env: { DENO_CERT: "a", NODE_EXTRA_CA_CERTS: `${dir}/ca-bundle.pem` },
        },
      ];
      for (const given of answered) {
        const { code, stdout } = await saidByScript(machine, given);
        equal(code, 0);
        const variables = variablesOf(machine, given);
        const words = ["env", "--shell", "sh", "--home", dir];
        const said = await machine.run(words, { variables });
        equal(stdout, said.stdout, JSON.stringify(given));
      }
    })
  );
});

Deno.test("what is not usual the script leaves to the program", () =>
  onEmptyMachine((machine) =>
    whileItRuns(machine, async () => {
      const dir = `${machine.home}/${STATE}`;
      const left: readonly Case[] = [
        { words: ["--shell", "fish"] },
        { words: ["--shell"] },
        { words: [`--home=${dir}`] },
        { words: ["--home", `${dir}/`] },
        { words: ["--home", `home/${STATE}`] },
        { words: ["--strict yes"] },
        { words: ["--shell sh"] },
        { words: ["--strickt"] },
        { env: { SHELL: "/usr/bin/fish" } },
        { env: { SHELL: "/usr/bin/pwsh" } },
        { env: { PSModulePath: "" } },
        { env: { NO_PROXY: "internal.example" } },
        { env: { no_proxy: "internal.example" } },
      ];
      for (const given of left) {
        const { started } = await traced(machine, given);
        equal(started, true, JSON.stringify(given));
      }
    })
  ));

Deno.test("with the kill switch armed the script prints nothing that routes traffic", () =>
  onEmptyMachine((machine) =>
    whileItRuns(machine, async () => {
      equal((await machine.run(["killswitch", "arm"])).code, 0);
      while ((await machine.run(["status"])).code === 0);
      const { started, stdout } = await traced(machine, {});
      equal(started, true);
      equal(stdout, "");
    })
  ));

Deno.test("without a proxy the script warns as the program does, and leaves the guard to it", () =>
  onEmptyMachine(async (machine) => {
    const dir = `${machine.home}/${STATE}`;
    for (const words of [[], ["--home", "/nowhere"], ["--shell", "sh"]]) {
      const { byScript, said } = await saidOffline(machine, { words });
      ok(byScript);
      equal(said.stdout, "");
      match(said.stderr, /^waterwall: .*NOT protected: no proxy answers for /);
    }
    equal(
      (await saidOffline(machine, { words: ["--strict"] })).byScript,
      false,
    );
    await Deno.mkdir(dir, { recursive: true });
    const stale = { pid: 1, proxyPort: 1, adminPort: 1, startedMs: 0 };
    for (
      const text of [JSON.stringify(stale) + "\n", "", "{}\n", '{"pid":"x"']
    ) {
      await Deno.writeTextFile(`${dir}/running.json`, text);
      const { byScript, said } = await saidOffline(machine, {});
      equal(byScript, false);
      match(said.stderr, /no proxy answers/);
    }
  }));
