import { detectShell } from "../detect_shell.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { quickCommandLine } from "../paste_line.ts";
import { editFile } from "./edit_file.ts";
import {
  inClaudeSettings,
  inProfile,
  type Installation,
} from "./installation.ts";
import type { HookValues } from "./options.ts";
import type { Profiled } from "./profile_of.ts";

/** Puts the hook where it is run by itself, or takes it out again. */
export async function changeHook(values: HookValues, io: Io): Promise<Exit> {
  if (values.install && values.uninstall) {
    throw new CliError("usage", "Cannot both install and uninstall the hook", {
      hint: "Leave out one of --install and --uninstall.",
    });
  }
  const { path, add, remove } = installationOf(values, io);
  const isChanged = await editFile(path, values.install ? add : remove);
  io.print(said(values.install, isChanged, path));
  if (values.install && isChanged) io.print(NEXT);
  return Exit.ok;
}

const NEXT = "It takes effect in shells and agents that start from now on.";

function said(isInstall: boolean, isChanged: boolean, path: string): string {
  if (!isChanged) return `Nothing to change in ${path}`;
  return isInstall
    ? `Added the hook to ${path}`
    : `Took the hook out of ${path}`;
}

function installationOf(values: HookValues, io: Io): Installation {
  const words = [
    ...quickCommandLine(io.started),
    "pre-launch-hook",
    ...values.home === undefined ? [] : ["--home", homeDir(values.home, io)],
  ];
  if (values.format === "claude-code") return inClaudeSettings(words, io);
  const strict = values.strict ? ["--strict"] : [];
  return inProfile(values.shell ?? shellOf(io), [...words, ...strict], io);
}

/** The shell whose profile is meant: bash and zsh read different ones. */
function shellOf(io: Io): Profiled {
  const shell = detectShell(io);
  if (shell !== "sh") return shell;
  const name = /(bash|zsh)$/.exec(io.env("SHELL") ?? "")?.[1];
  return name as "bash" | "zsh" | undefined ?? "sh";
}
