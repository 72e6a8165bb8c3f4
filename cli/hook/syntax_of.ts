import type { Shell } from "../../ops/quick.ts";
import type { Profiled } from "./profile_of.ts";

/** The words that a shell understands. */
export function syntaxOf(shell: Profiled): Shell {
  switch (shell) {
    case "sh":
    case "bash":
    case "zsh":
      return "sh";
    case "fish":
    case "powershell":
      return shell;
  }
}
