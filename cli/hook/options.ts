import { flag, oneOf } from "../parameter.ts";
import { home } from "../usual_options.ts";
import { PROFILED, type Profiled } from "./profile_of.ts";

/** What may be asked of the hook, as data. */
export const HOOK_OPTIONS = {
  home,
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
