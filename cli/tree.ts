import { EVIDENCE_VERBS, heldAgainst, maxAge } from "./evidence_verbs.ts";
import { any, flag, oneOf, optional, port, text } from "./parameter.ts";
import { type AnyVerb, verb } from "./verb.ts";

const home = text(
  "DIR",
  "the home folder, instead of WATERWALL_HOME or the usual place",
);
const json = flag("print one JSON object");

const { attest: _, ...chainOptions } = heldAgainst;

/** Every verb, in the order in which the help lists them. */
export const VERBS: readonly AnyVerb[] = [
  verb({
    name: "start",
    summary: "Run the proxy; the first time, set up all it needs",
    group: "Run",
    arguments: {},
    options: {
      home,
      proxyPort: port("port of the proxy; 0 takes any free one"),
      adminPort: port("port of the admin server; 0 takes any free one"),
    },
    examples: [
      { line: "waterwall start", purpose: "protects until Ctrl-C" },
      {
        line: "waterwall start --home /tmp/w --proxy-port 0 --admin-port 0",
        purpose: "a second one, aside",
      },
    ],
    load: () => import("./verbs/start.ts"),
  }),
  verb({
    name: "status",
    summary: "Say whether a proxy runs, where, and whether it protects",
    group: "Run",
    arguments: {},
    options: { home, json },
    examples: [
      { line: "waterwall status", purpose: "exit 0 if requests are protected" },
      {
        line: "waterwall status --json",
        purpose: "pid and ports, for programs",
      },
    ],
    load: () => import("./verbs/status.ts"),
  }),
  verb({
    name: "env",
    summary: "Print what makes agents in a shell use the proxy",
    group: "Run",
    arguments: {},
    options: {
      home,
      shell: oneOf(
        ["sh", "fish", "powershell"],
        "whose words to print, if not those of $SHELL",
      ),
    },
    examples: [
      { line: 'eval "$(waterwall env)"', purpose: "bash, zsh and other sh" },
      { line: "waterwall env --shell fish | source", purpose: "fish" },
    ],
    load: () => import("./verbs/env.ts"),
  }),
  verb({
    name: "regen-ca",
    summary: "Make a new CA for the hosts that are protected now",
    group: "Run",
    arguments: {},
    options: { home },
    examples: [{
      line: "waterwall regen-ca",
      purpose: "after hosts were added to config.toml",
    }],
    load: () => import("./verbs/regen_ca.ts"),
  }),
  verb({
    name: "prove",
    summary:
      "Send made-up secrets through a whole proxy to a stub, and compare",
    group: "Check",
    arguments: {},
    options: {
      json,
      show: flag("print the made-up secrets in full"),
    },
    examples: [{
      line: "waterwall prove",
      purpose: "exit 0 only if nothing leaked and all came back",
    }],
    load: () => import("./verbs/prove.ts"),
  }),
  verb({
    name: "scan",
    summary: "Find secrets in files, folders or standard input",
    group: "Check",
    arguments: {
      paths: any("PATH", "files and folders; - or nothing is standard input"),
    },
    options: {
      jsonl: flag(
        'read lines {"id","text"}, write lines {"id","findings":[{"type","start","end"}]}',
      ),
    },
    examples: [
      { line: "waterwall scan .", purpose: "exit 1 if a secret stands there" },
      { line: "git diff | waterwall scan", purpose: "before it is committed" },
    ],
    load: () => import("./verbs/scan.ts"),
  }),
  verb({
    name: "verify-chain",
    summary: "Check that an audit log is whole, unaltered and signed",
    group: "Check",
    arguments: {
      log: optional(
        "LOG|DIR",
        "the log's file, its folder or a home; the usual home if left out",
      ),
    },
    options: { ...chainOptions, maxAge },
    examples: [
      {
        line: "waterwall verify-chain audit --pubkey log.vkey",
        purpose: "exit 0 verified, 1 altered, 3 weaker than asked",
      },
    ],
    load: () => import("./verbs/verify_chain.ts"),
  }),
  ...EVIDENCE_VERBS,
];
