import { WaterwallError } from "../audit/quick.ts";
import { ask, type Asked } from "./commander.ts";
import { Exit } from "./exit.ts";
import { type Io, OutputClosed, processIo } from "./io.ts";
import { masked } from "./masked.ts";
import { VERBS } from "./tree.ts";
import { fullVersion } from "./version.ts";

/** Runs one command line and says with which status the process ends. Never throws. */
export async function main(
  argv: readonly string[],
  io: Io = processIo,
  verbs = VERBS,
): Promise<number> {
  try {
    return await answer(await ask(argv, { ...PROGRAM, verbs }), io);
  } catch (error) {
    if (error instanceof OutputClosed) return Exit.closed;
    return await explain(error, io, argv.includes("--debug"));
  }
}

const PROGRAM = {
  name: "waterwall",
  version: fullVersion(),
  summary:
    "Keeps secrets out of AI requests: a local proxy that replaces them, restores them, and can prove it.",
  examples: [
    { line: "waterwall start", purpose: "protects until Ctrl-C" },
    { line: 'eval "$(waterwall env)"', purpose: "in the agent's shell" },
    { line: "waterwall prove", purpose: "see that nothing leaks" },
    { line: "waterwall scan .", purpose: "find what an agent would send" },
    { line: "waterwall verify-chain", purpose: "is the log whole and signed?" },
  ],
};

async function answer(asked: Asked, io: Io): Promise<number> {
  switch (asked.kind) {
    case "show":
      io.print(asked.text);
      return Exit.ok;
    case "refuse":
      await complain(io, asked.what, asked.hint);
      return Exit.unusable;
    case "run":
      return await run(asked, io);
  }
}

async function run(
  { verb, values }: Extract<Asked, { readonly kind: "run" }>,
  io: Io,
): Promise<number> {
  if (verb.confine !== undefined) {
    const { confine } = await import("./confine.ts");
    const confined = await verb.confine(values as never, io);
    return await confine({ ...confined, verb: verb.name }, io);
  }
  const { default: run } = await verb.load();
  return await run(values, io);
}

/** One line what, one line hint. Foreign messages may quote what they failed on, so only their name is shown. */
async function explain(error: unknown, io: Io, debug: boolean): Promise<Exit> {
  if (error instanceof WaterwallError) {
    await complain(io, error.message, error.hint);
  } else {
    const name = error instanceof Error ? error.name : typeof error;
    await complain(
      io,
      `Cannot go on after an unexpected failure: ${name}`,
      "Run it again with --debug to see where it came from, and report it.",
    );
  }
  if (debug && error instanceof Error) {
    io.complain(await masked(traceOf(error)));
  }
  return Exit.unusable;
}

async function complain(io: Io, what: string, hint: string | undefined) {
  io.complain(`error: ${await masked(what)}`);
  if (hint !== undefined) io.complain(`hint: ${await masked(hint)}`);
}

function traceOf(error: Error): string {
  const cause = error.cause instanceof Error
    ? `\ncaused by ${traceOf(error.cause)}`
    : "";
  return (error.stack ?? error.message) + cause;
}
