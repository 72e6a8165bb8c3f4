import { flag, oneOf, text } from "../parameter.ts";
import { PROFILED, type Profiled } from "./profile_of.ts";

/** What may be asked of the hook, as data. */
export const HOOK_OPTIONS = {
  home: text(
    "DIR",
    "the home folder, instead of WATERWALL_HOME or the usual place",
  ),
  shell: oneOf(PROFILED, "whose words to print, if not those of $SHELL"),
  strict: flag("keep known agents from starting while nothing protects them"),
  format: oneOf(["shell", "claude-code"], "for whom the answer is"),
  install: flag("add it to the shell's profile or the agent's settings"),
  uninstall: flag("take out exactly that again"),
};

/** The same, read. */
export interface HookValues {
  readonly home: string | undefined;
  readonly shell: Profiled | undefined;
  readonly strict: boolean;
  readonly format: "shell" | "claude-code" | undefined;
  readonly install: boolean;
  readonly uninstall: boolean;
}
