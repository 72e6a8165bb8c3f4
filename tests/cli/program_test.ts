import { deepEqual, equal, ok } from "node:assert/strict";
import { WaterwallError } from "../../audit/mod.ts";
import { Exit } from "../../cli/exit.ts";
import { OutputClosed } from "../../cli/io.ts";
import { main } from "../../cli/program.ts";
import { VERBS } from "../../cli/tree.ts";
import { type AnyVerb, type Run, verb } from "../../cli/verb.ts";
import { fakeIo } from "./fake_io.ts";

const SECRET = "AKIA" + "QYLPMN5HHHFPZAM2";

function verbThat(run: Run<unknown>): readonly AnyVerb[] {
  return [verb({
    name: "do",
    summary: "Do it",
    group: "G",
    arguments: {},
    options: {},
    examples: [{ line: "waterwall do", purpose: "does it" }],
    load: () => Promise.resolve({ default: run }),
  })];
}

async function outcome(run: Run<unknown>, ...more: string[]) {
  const io = fakeIo();
  const status = await main(["do", ...more], io, verbThat(run));
  return { status, printed: io.printed, complained: io.complained };
}

Deno.test("the status of a verb is the status of the process", async () => {
  equal((await outcome(() => Exit.weaker)).status, 3);
});

Deno.test("a known failure is one line what, one line hint, status 2", async () => {
  const failed = await outcome(() => {
    throw new WaterwallError("x", "Cannot do it", { hint: "Do it twice." });
  });
  deepEqual(failed, {
    status: 2,
    printed: [],
    complained: ["error: Cannot do it", "hint: Do it twice."],
  });
});

Deno.test("an unknown failure shows its name but not its words, which may quote anything", async () => {
  const failed = await outcome(() => {
    JSON.parse(`"${SECRET}`);
    return Exit.ok;
  });
  equal(failed.status, 2);
  equal(
    failed.complained[0],
    "error: Cannot go on after an unexpected failure: SyntaxError",
  );
  ok(!failed.complained.join().includes(SECRET));
  ok(!failed.complained.join().includes("    at "));
});

Deno.test("--debug shows where a failure came from, and still no secret", async () => {
  const cause = new Error(`on ${SECRET}`);
  const failed = await outcome(() => {
    throw new WaterwallError("x", "Cannot do it", { cause });
  }, "--debug");
  const trace = failed.complained.at(-1)!;
  ok(trace.includes("    at "));
  ok(trace.includes("caused by Error: on [AWS_ACCESS_KEY_ID]"));
  ok(!trace.includes(SECRET));
});

Deno.test("a secret among the arguments is not repeated", async () => {
  const { complained } = await outcome(() => Exit.ok, `--key=${SECRET}`);
  deepEqual(complained, [
    "error: Cannot read the command line: unknown option '--key=[AWS_ACCESS_KEY_ID]'",
    'hint: See "waterwall do --help".',
  ]);
});

Deno.test("a reader that goes away ends the program quietly, as SIGPIPE would", async () => {
  const left = await outcome(() => {
    throw new OutputClosed();
  });
  deepEqual(left, { status: 141, printed: [], complained: [] });
});

Deno.test("every verb has a summary without a full stop, a group and an example that begins with the program", () => {
  for (const { name, summary, group, examples } of VERBS) {
    ok(/^[A-Z].*[^.]$/.test(summary), name);
    ok(group.length > 0, name);
    ok(examples.length > 0, name);
    for (const { line } of examples) {
      ok(/(^|\| |\$\()waterwall /.test(line), line);
      ok(line.includes(`waterwall ${name}`), line);
    }
  }
});

Deno.test("every verb's file is called as the verb is typed", async () => {
  for (const { name, load } of VERBS) {
    if (!load) continue;
    const file = `./verbs/${name.replaceAll("-", "_")}.ts`;
    ok(String(load).includes(file), name);
    equal(typeof (await load()).default, "function");
  }
});

Deno.test("a verb is loaded where it is typed, or confined: then it is a verifier", () => {
  const confined = VERBS.filter(({ load }) => load === undefined);
  deepEqual(
    confined.map(({ name, confine }) => [name, typeof confine]).sort(),
    ["chain", "evidence", "receipt"].map((it) => [`verify-${it}`, "function"]),
  );
});
