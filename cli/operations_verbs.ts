import { LEVELS } from "../ops/quick.ts";
import { any, flag, one, oneOf, text } from "./parameter.ts";
import { home, json } from "./usual_options.ts";
import { type AnyVerb, verb } from "./verb.ts";

const GROUP = "Operate";

/** The verbs that stop, watch and keep an instance. */
export const OPERATIONS_VERBS: readonly AnyVerb[] = [
  verb({
    name: "stop",
    summary: "End the running proxy, after its running answers",
    group: GROUP,
    arguments: {},
    options: { home },
    examples: [
      { line: "waterwall stop", purpose: "exit 0 once nothing runs" },
    ],
    load: () => import("./verbs/stop.ts"),
  }),
  verb({
    name: "killswitch",
    summary: "Refuse all traffic at once, let it flow again, or say which",
    group: GROUP,
    arguments: { what: one("arm|clear|status", "what to do") },
    options: {
      home,
      json,
      reason: text("TEXT", "why, for the instance's own log"),
    },
    examples: [
      {
        line: "waterwall killswitch arm",
        purpose: "holds until it is cleared, also after a restart",
      },
      { line: "waterwall killswitch clear", purpose: "exit 1 if still armed" },
    ],
    load: () => import("./verbs/killswitch.ts"),
  }),
  verb({
    name: "logs",
    summary: "Show what the instance said: warnings, alarms, reloads",
    group: GROUP,
    arguments: {},
    options: {
      home,
      follow: { ...flag("go on as lines are added"), letter: "f" },
      level: oneOf(LEVELS, "only lines of this level and worse"),
      json: flag("print lines as they stand in the file"),
    },
    examples: [
      { line: "waterwall logs --follow", purpose: "until Ctrl-C" },
      { line: "waterwall logs --level warning", purpose: "what went wrong" },
    ],
    load: () => import("./verbs/logs.ts"),
  }),
  verb({
    name: "service",
    summary: "Have the system start the proxy when you log in",
    group: GROUP,
    arguments: { what: one("install|uninstall|status", "what to do") },
    options: {
      home,
      dryRun: flag("print what would be written and run, and do nothing"),
    },
    examples: [
      {
        line: "waterwall service install --dry-run",
        purpose: "systemd, launchd or the scheduler",
      },
      { line: "waterwall service status", purpose: "exit 0 while it runs" },
    ],
    load: () => import("./verbs/service.ts"),
  }),
  verb({
    name: "trust",
    summary: "Have the whole system trust the CA; agents do not need it",
    group: GROUP,
    arguments: { what: one("install|uninstall|status", "what to do") },
    options: {
      home,
      yes: flag("do not ask"),
      dryRun: flag("print what would be run, and do nothing"),
    },
    examples: [
      {
        line: "waterwall trust install",
        purpose: "for programs that read no variable; asks first",
      },
      { line: "waterwall trust uninstall --yes", purpose: "takes it back" },
    ],
    load: () => import("./verbs/trust.ts"),
  }),
  verb({
    name: "complete",
    summary: "Print a shell's completion script, or complete a command line",
    group: GROUP,
    arguments: {
      words: any("WORD", "bash, zsh, fish or powershell; or -- and words"),
    },
    options: {},
    examples: [
      { line: 'eval "$(waterwall complete bash)"', purpose: "in ~/.bashrc" },
      {
        line: "waterwall complete fish | source",
        purpose: "in config.fish",
      },
    ],
    load: () => import("./verbs/complete.ts"),
  }),
  verb({
    name: "man",
    summary: "Print the manual page",
    group: GROUP,
    arguments: {},
    options: {},
    examples: [{
      line: "waterwall man > ~/.local/share/man/man1/waterwall.1",
      purpose: "then `man waterwall` shows it",
    }],
    load: () => import("./verbs/man.ts"),
  }),
];
