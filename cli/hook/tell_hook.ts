import { environment, environmentFor, homeAt } from "../../ops/quick.ts";
import { GUARDED } from "../agents.ts";
import { detectShell } from "../detect_shell.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import { type Condition, conditionOf } from "./condition.ts";
import { guard } from "./guard.ts";
import type { HookValues } from "./options.ts";
import { sessionStartAnswer, warningOf } from "./session_start.ts";
import { syntaxOf } from "./syntax_of.ts";
import type { Io } from "../io.ts";
import { quickCommandLine } from "../paste_line.ts";
import { quoted } from "../quoted.ts";

/** Tells a shell or an agent that is starting whether it is protected, and makes it so. */
export async function tellHook(values: HookValues, io: Io): Promise<Exit> {
  const dir = homeDir(values.home, io);
  const condition = await conditionOf(homeAt(dir));
  return values.format === "claude-code"
    ? tellClaude(dir, condition, io)
    : tellShell({ ...values, dir }, condition, io);
}

/** What a shell evaluates; it goes on either way. */
function tellShell(
  values: HookValues & { readonly dir: string },
  condition: Condition,
  io: Io,
): Exit {
  const shell = values.shell ? syntaxOf(values.shell) : detectShell(io);
  if (condition.is === "healthy") {
    const { proxyPort } = condition;
    const options = { home: homeAt(values.dir), proxyPort, env: io.env };
    io.print(environmentFor(shell, options).trimEnd());
    return Exit.ok;
  }
  io.complain(
    `waterwall: agents in this shell are NOT protected: ${condition.why}`,
  );
  io.complain(`hint: ${condition.hint}`);
  if (values.strict) {
    const words = ["pre-launch-hook", "--shell", shell, "--home", values.dir];
    const hook = quoted(shell, [...quickCommandLine(io.started), ...words]);
    io.print(guard(shell, { commands: GUARDED, hook }).join("\n"));
  }
  return Exit.ok;
}

/** What Claude Code reads when a session begins. */
function tellClaude(dir: string, condition: Condition, io: Io): Exit {
  const start = { condition, isRouted: isRouted(dir, condition, io) };
  io.print(sessionStartAnswer(start));
  const warning = warningOf(start);
  if (warning !== null) io.complain(`waterwall: ${warning}`);
  return condition.is === "healthy" ? Exit.ok : Exit.refuted;
}

function isRouted(dir: string, condition: Condition, { env }: Io): boolean {
  if (condition.is !== "healthy") return false;
  const { proxyPort } = condition;
  const wanted = environment({ home: homeAt(dir), proxyPort, env });
  return wanted.HTTPS_PROXY === (env("HTTPS_PROXY") ?? env("https_proxy"));
}
