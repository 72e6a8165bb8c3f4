import { LEVELS } from "../ops/mod.ts";
import { flag, one, oneOf, text } from "./parameter.ts";
import { type AnyVerb, verb } from "./verb.ts";

const GROUP = "Operate";

const home = text(
  "DIR",
  "the home folder, instead of WATERWALL_HOME or the usual place",
);
const json = flag("print one JSON object");

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
];
