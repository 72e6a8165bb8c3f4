import { EVIDENCE_VERBS } from "./evidence_verbs.ts";
import { OPERATIONS_VERBS } from "./operations_verbs.ts";
import { any, flag, one, oneOf, optional, port } from "./parameter.ts";
import { SHELL_VERBS } from "./shell_verbs.ts";
import { PRODUCT_VERBS } from "./product_verbs.ts";
import { home, json } from "./usual_options.ts";
import { type AnyVerb, verb } from "./verb.ts";
import { heldAgainst, maxAge } from "./verifier_verbs.ts";

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
      daemon: flag("in the background; returns once it protects"),
    },
    examples: [
      { line: "waterwall start", purpose: "protects until Ctrl-C" },
      { line: "waterwall start --daemon", purpose: "until `waterwall stop`" },
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
    name: "dashboard",
    summary: "Watch the running proxy in the terminal",
    group: "Run",
    arguments: {},
    options: {
      home,
      background: oneOf(
        ["dark", "light"],
        "the terminal's background, if it is guessed wrong",
      ),
    },
    examples: [
      { line: "waterwall dashboard", purpose: "? shows its keys, q leaves it" },
      {
        line: "waterwall dashboard --background light",
        purpose: "for a terminal with a light background",
      },
    ],
    load: () => import("./verbs/dashboard.ts"),
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
    name: "verify-install",
    summary: "Check everything that must be so for requests to be protected",
    group: "Check",
    arguments: {},
    options: {
      home,
      runtime: flag("ask the running instance, and send a canary through it"),
      json,
    },
    examples: [
      {
        line: "waterwall verify-install",
        purpose: "exit 0 if all checks hold, 1 if one fails",
      },
      {
        line: "waterwall verify-install --runtime",
        purpose: "of the instance that runs; no provider is reached",
      },
    ],
    load: () => import("./verbs/verify_install.ts"),
  }),
  verb({
    name: "scan",
    summary: "Find secrets in files, folders or standard input",
    group: "Check",
    arguments: {
      paths: any("PATH", "files and folders; - or nothing is standard input"),
    },
    options: {
      home,
      explain: flag("say which rule found it, and the hash to allow it by"),
      json,
      sarif: flag("print a log of SARIF 2.1.0"),
      all: flag("also what .gitignore leaves out"),
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
    name: "why",
    summary: "Say which rule found a secret, where, and how to allow it",
    group: "Check",
    arguments: {
      what: one("HASH8|SEQ", "digits of a placeholder, or a record's number"),
    },
    options: { home, json },
    examples: [
      {
        line: "waterwall why b898c2729bf0e986",
        purpose: "exit 1 if nobody knows of it",
      },
    ],
    load: () => import("./verbs/why.ts"),
  }),
  verb({
    name: "allow",
    summary: "Write into policy.toml that a value is no secret, by its hash",
    group: "Run",
    arguments: {
      hash: one("HASH8", "digits of its placeholder, or of its SHA-256"),
    },
    options: { home },
    examples: [
      {
        line: "waterwall allow b898c2729bf0e986",
        purpose: "a running instance reads it at once",
      },
    ],
    load: () => import("./verbs/allow.ts"),
  }),
  verb({
    name: "known",
    summary: "Show where known values come from, and how many; never a value",
    group: "Check",
    arguments: {},
    options: { home, json },
    examples: [
      { line: "waterwall known", purpose: "what is looked for by value" },
    ],
    load: () => import("./verbs/known.ts"),
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
    options: { ...heldAgainst, maxAge },
    examples: [
      {
        line: "waterwall verify-chain audit --pubkey log.vkey",
        purpose: "exit 0 verified, 1 altered, 3 weaker than asked",
      },
    ],
    confine: async (values, io) => {
      const { confineChain } = await import("./verify/confine_chain.ts");
      return await confineChain(values, io);
    },
  }),
  ...SHELL_VERBS,
  ...OPERATIONS_VERBS,
  ...EVIDENCE_VERBS,
  ...PRODUCT_VERBS,
];
