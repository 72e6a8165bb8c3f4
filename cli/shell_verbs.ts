import { HOOK_OPTIONS } from "./hook/options.ts";
import { any, flag } from "./parameter.ts";
import { home, json } from "./usual_options.ts";
import { type AnyVerb, verb } from "./verb.ts";

const GROUP = "Agents";

/** Run at the start of each shell, which waits for it. */
export const PRE_LAUNCH_HOOK: AnyVerb = verb({
  name: "pre-launch-hook",
  summary: "Print what protects a shell or an agent that is starting",
  group: GROUP,
  arguments: {},
  options: HOOK_OPTIONS,
  examples: [
    {
      line: 'eval "$(waterwall pre-launch-hook)"',
      purpose: "in ~/.bashrc or ~/.zshrc",
    },
    {
      line: "waterwall pre-launch-hook --install --strict",
      purpose: "writes that line itself",
    },
    {
      line: "waterwall pre-launch-hook --format claude-code --install",
      purpose: "tells each session of Claude Code whether it is protected",
    },
  ],
  load: () => import("./verbs/pre_launch_hook.ts"),
});

const RUN: AnyVerb = verb({
  name: "run",
  summary: "Run a command whose requests are protected",
  group: GROUP,
  arguments: { command: any("COMMAND", "the program and its arguments") },
  passes: true,
  options: {
    home,
    strict: flag("refuse to run what would not be protected, or not answered"),
    ephemeral: flag("a proxy of its own, which ends with the command"),
  },
  examples: [
    {
      line: "waterwall run -- claude --resume",
      purpose: "starts the proxy if it does not run",
    },
    {
      line: "waterwall run --ephemeral --strict -- codex exec 'fix the tests'",
      purpose: "in CI: nothing stays behind but the log",
    },
  ],
  load: () => import("./verbs/run.ts"),
});

const DOCTOR: AnyVerb = verb({
  name: "doctor",
  summary: "Say of each agent and runtime here whether it is protected",
  group: GROUP,
  arguments: {},
  options: { home, json },
  examples: [{
    line: "waterwall doctor",
    purpose: "exit 1 if there is something to do, which it prints",
  }],
  load: () => import("./verbs/doctor.ts"),
});

/** The verbs that bring agents and the proxy together. */
export const SHELL_VERBS: readonly AnyVerb[] = [PRE_LAUNCH_HOOK, RUN, DOCTOR];
