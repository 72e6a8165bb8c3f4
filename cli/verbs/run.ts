import { environment, homeAt } from "../../ops/mod.ts";
import { agentCalled } from "../agents.ts";
import { CliError } from "../errors.ts";
import { outside } from "../evidence/outside.ts";
import { homeDir } from "../home_dir.ts";
import { conditionOf } from "../hook/condition.ts";
import type { Io } from "../io.ts";
import {
  ephemeralInstance,
  type Instance,
  sharedInstance,
} from "../run/instance.ts";
import { launch, mustBeThere } from "../run/launch.ts";
import { protectedSince, tellKept } from "../run/protected_since.ts";

/** Runs a command whose requests are protected; its exit status. */
export default async function run(
  { home, strict, ephemeral, command }: {
    readonly home: string | undefined;
    readonly strict: boolean;
    readonly ephemeral: boolean;
    readonly command: readonly string[];
  },
  io: Io,
): Promise<number> {
  const [program] = command;
  if (program === undefined) throw nothingToRun();
  await mustBeThere(program);
  judgeAgent(program, { strict, io });
  const dir = homeDir(home, io);
  const find = ephemeral ? ephemeralInstance : sharedInstance;
  const instance = await find(dir, io);
  try {
    await judgeHealth(instance, { dir, strict, io });
    const { proxyPort } = instance;
    const env = environment({ home: homeAt(dir), proxyPort, env: io.env });
    const sinceMs = outside.nowMs();
    const status = await launch({ command, env });
    const kept = protectedSince(homeAt(dir).audit, sinceMs);
    io.complain(`waterwall: ${tellKept(kept, program)}`);
    return status;
  } finally {
    await instance.end();
  }
}

function nothingToRun(): CliError {
  return new CliError("usage", "Cannot run without a command", {
    hint: "Name one after --, e.g. `waterwall run -- claude`.",
  });
}

/** An agent whose way to its provider cannot be read is no reason to stop, unless asked. */
function judgeAgent(
  program: string,
  { strict, io }: { readonly strict: boolean; readonly io: Io },
) {
  const agent = agentCalled(program);
  if (agent === undefined || agent.unprotected === null) return;
  const what = `${agent.name} is NOT protected: ${agent.unprotected}`;
  if (!strict) return io.complain(`warning: ${what}`);
  throw new CliError("usage", `Cannot run as ${what}`, {
    hint: "Use an agent that `waterwall doctor` lists as protected.",
  });
}

/** A proxy that refuses everything lets nothing leak: only --strict stops here. */
async function judgeHealth(
  { healthy }: Instance,
  { dir, strict, io }: {
    readonly dir: string;
    readonly strict: boolean;
    readonly io: Io;
  },
) {
  if (healthy) return;
  const condition = await conditionOf(homeAt(dir));
  const { why = "the proxy is not healthy", hint = "See `waterwall status`." } =
    condition.is === "healthy" ? {} : condition;
  if (strict) {
    throw new CliError("not_running", `Cannot run as ${why}`, { hint });
  }
  io.complain(`warning: requests will be refused: ${why}`);
  io.complain(`hint: ${hint}`);
}
