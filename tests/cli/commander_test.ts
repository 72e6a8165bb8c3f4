import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { ask } from "../../cli/commander.ts";
import { Exit } from "../../cli/exit.ts";
import { any, flag, one, oneOf, port, text } from "../../cli/parameter.ts";
import { type AnyVerb, verb } from "../../cli/verb.ts";

const load = () => Promise.resolve({ default: () => Exit.ok });
const mend: AnyVerb = verb({
  name: "mend-things",
  summary: "Mend them",
  group: "Things",
  arguments: { first: one("FIRST", "the first"), rest: any("REST", "more") },
  options: {
    dryRun: flag("only say so"),
    proxyPort: port("where to listen"),
    home: text("DIR", "where to live"),
    shell: oneOf(["sh", "fish"], "which shell"),
  },
  examples: [{ line: "tool mend-things a", purpose: "mends a" }],
  load,
});
const TREE = {
  name: "tool",
  version: "1.2.3",
  summary: "A tool.",
  verbs: [mend],
  examples: [{ line: "tool mend-things", purpose: "what most want" }],
};
const asked = (...argv: string[]) => ask(argv, TREE);

Deno.test("arguments and options arrive by name and parsed", async () => {
  const line = ["a", "b", "c", "--proxy-port", "0", "--dry-run"]
    .concat("--home=/h", "--shell", "fish");
  deepEqual(await asked("mend-things", ...line), {
    kind: "run",
    verb: mend,
    values: {
      first: "a",
      rest: ["b", "c"],
      dryRun: true,
      proxyPort: 0,
      home: "/h",
      shell: "fish",
    },
  });
});

Deno.test("what is not given arrives as absent, none missing", async () => {
  const answer = await asked("mend-things", "a");
  ok(answer.kind === "run");
  deepEqual(answer.values, {
    first: "a",
    rest: [],
    dryRun: false,
    proxyPort: undefined,
    home: undefined,
    shell: undefined,
  });
});

Deno.test("a value that cannot be read is refused with what would be right", async () => {
  await rejects(asked("mend-things", "a", "--proxy-port", "70000"), {
    message: "Cannot read as a port (0 to 65535): 70000",
  });
  await rejects(asked("mend-things", "a", "--shell", "dos"), {
    message: "Cannot read as one of sh, fish: dos",
  });
});

Deno.test("a wrong line is refused with a way out", async () => {
  const refusals: Readonly<Record<string, readonly string[]>> = {
    "mend-thing": [
      "unknown command 'mend-thing'",
      'Did you mean mend-things? See "tool --help".',
    ],
    "mend-things": [
      "missing required argument 'FIRST'",
      'See "tool mend-things --help".',
    ],
    "mend-things a --dry": [
      "unknown option '--dry'",
      'See "tool mend-things --help".',
    ],
  };
  for (const [line, [what, hint]] of Object.entries(refusals)) {
    deepEqual(await asked(...line.split(" ")), {
      kind: "refuse",
      what: `Cannot read the command line: ${what}`,
      hint,
    });
  }
});

Deno.test("the version is shown, alone", async () => {
  deepEqual(await asked("--version"), { kind: "show", text: "1.2.3" });
});

Deno.test("help names every verb, its group and an example; nothing asked is help asked", async () => {
  const help = await asked("--help");
  ok(help.kind === "show");
  for (const part of ["A tool.", "Things:", "mend-things", "what most want"]) {
    ok(help.text.includes(part), part);
  }
  deepEqual(await asked(), help);
});

Deno.test("the help of a verb names its parameters, however it is asked for", async () => {
  const help = await asked("mend-things", "--help");
  ok(help.kind === "show");
  for (const part of ["--proxy-port <N>", "FIRST", "tool mend-things a"]) {
    ok(help.text.includes(part), part);
  }
  deepEqual(await asked("help", "mend-things"), help);
  equal(help.text.includes("(default"), false);
});

Deno.test("--debug may stand before or after the verb", async () => {
  equal((await asked("--debug", "mend-things", "a")).kind, "run");
  equal((await asked("mend-things", "a", "--debug")).kind, "run");
});
