import type { Shell } from "../ops/quick.ts";
import type { Io } from "./io.ts";

/** The shell whose words are wanted, as far as the environment tells. */
export function detectShell({ env, os }: Pick<Io, "env" | "os">): Shell {
  const login = env("SHELL") ?? "";
  if (/(^|\/)fish$/.test(login)) return "fish";
  if (os === "windows" && login === "") return "powershell";
  const inPowerShell = env("PSModulePath") !== undefined && os !== "windows";
  return inPowerShell || /(^|\/)pwsh$/.test(login) ? "powershell" : "sh";
}
