import type { Io } from "../io.ts";
import { CliError } from "../errors.ts";

/** Shells whose profile a hook can stand in. */
export const PROFILED = ["sh", "bash", "zsh", "fish", "powershell"] as const;
export type Profiled = typeof PROFILED[number];

/**
 * The file that a shell reads when it begins.
 *
 * @throws {CliError} Nothing says where the person's home is.
 */
export function profileOf(
  shell: Profiled,
  { env, os }: Pick<Io, "env" | "os">,
): string {
  const home = userHome({ env, os });
  const config = env("XDG_CONFIG_HOME") || `${home}/.config`;
  switch (shell) {
    case "sh":
      return `${home}/.profile`;
    case "bash":
      // A terminal on macOS opens login shells, which do not read .bashrc.
      return `${home}/${os === "darwin" ? ".bash_profile" : ".bashrc"}`;
    case "zsh":
      return `${env("ZDOTDIR") || home}/.zshrc`;
    case "fish":
      return `${config}/fish/config.fish`;
    case "powershell":
      return (os === "windows"
        ? `${home}/Documents/PowerShell`
        : `${config}/powershell`) +
        "/Microsoft.PowerShell_profile.ps1";
  }
}

/** Where Claude Code keeps its settings. */
export function claudeSettings(io: Pick<Io, "env" | "os">): string {
  const own = io.env("CLAUDE_CONFIG_DIR");
  return `${own || `${userHome(io)}/.claude`}/settings.json`;
}

function userHome({ env, os }: Pick<Io, "env" | "os">): string {
  const home = os === "windows" ? env("USERPROFILE") : env("HOME");
  if (home) return home.replace(/[/\\]+$/, "");
  throw new CliError("usage", "Cannot find a profile as HOME is not set", {
    hint: "Set HOME to your folder.",
  });
}
