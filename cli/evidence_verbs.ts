import { count, flag, one, oneOf, optional, text, texts } from "./parameter.ts";
import { home, json } from "./usual_options.ts";
import { type AnyVerb, verb } from "./verb.ts";
import { VERIFIER_VERBS } from "./verifier_verbs.ts";

const GROUP = "Prove";

const pubkey = text("FILE|VKEY", "the key to trust, as a vkey or a public PEM");
const output = (help: string) => ({ ...text("FILE", help), letter: "o" });

/** The verbs that make, check and keep evidence. */
export const EVIDENCE_VERBS: readonly AnyVerb[] = [
  ...VERIFIER_VERBS,
  verb({
    name: "report",
    summary: "Say what was protected, from a log that is verified first",
    group: GROUP,
    arguments: {
      evidence: optional(
        "BUNDLE|DIR",
        "a bundle, a log's folder or a home; the usual home if left out",
      ),
    },
    options: {
      pubkey,
      html: text("FILE", "write one page to read and print, instead of text"),
    },
    examples: [{
      line: "waterwall report evidence.tar.gz --pubkey log.vkey --html r.html",
      purpose: "for an auditor",
    }],
    load: () => import("./verbs/report.ts"),
  }),
  verb({
    name: "export-evidence",
    summary: "Put records, and all that proves them, into one file",
    group: GROUP,
    arguments: {},
    options: {
      output: output("where to write, instead of a name of its own"),
      since: text("DATE|SEQ", "from this day, time or record on"),
      until: text("DATE|SEQ", "up to and with this day, time or record"),
      receipts: oneOf(["all", "none"], "whether each redaction gets a receipt"),
      home,
      json,
    },
    examples: [
      {
        line: "waterwall export-evidence -o evidence.tar.gz",
        purpose: "all of it, also while the proxy runs",
      },
      {
        line: "waterwall export-evidence --since 2026-09-01 --until 2026-09-30",
        purpose: "a month",
      },
    ],
    load: () => import("./verbs/export_evidence.ts"),
  }),
  verb({
    name: "receipt",
    summary: "Make the receipt of one record",
    group: GROUP,
    arguments: { seq: one("SEQ", "the record's sequence number") },
    options: {
      format: oneOf(["json", "tlog-proof"], "for people, or for tools"),
      at: count("SIZE", "size of the checkpoint or anchor that is to cover it"),
      output: output("where to write, instead of standard output"),
      home,
    },
    examples: [{
      line: "waterwall receipt 7 > 7.json",
      purpose: "shows this record, and nothing of others",
    }],
    load: () => import("./verbs/receipt.ts"),
  }),
  verb({
    name: "log",
    summary: "Print records, all or some",
    group: GROUP,
    arguments: {
      log: optional("LOG|DIR", "a log; that of the home if left out"),
    },
    options: {
      follow: { ...flag("go on with what is added"), letter: "f" },
      json: flag("print records as they stand, one JSON object a line"),
      type: texts("TYPE", "only this type, e.g. redaction; may be repeated"),
      kind: texts("KIND", "only with this kind of secret; may be repeated"),
      host: texts("HOST", "only of this host; may be repeated"),
      session: texts("ID", "only of this session; may be repeated"),
      since: text("DATE|SEQ", "from this day, time or record on"),
      until: text("DATE|SEQ", "up to and with this day, time or record"),
      home,
    },
    examples: [
      {
        line: "waterwall log --follow --json",
        purpose: "to ship to what a company already runs",
      },
      {
        line: "waterwall log --type redaction --host api.anthropic.com",
        purpose: "what was withheld from whom",
      },
    ],
    load: () => import("./verbs/log.ts"),
  }),
  verb({
    name: "anchor",
    summary: "Make the head of the log known elsewhere",
    group: GROUP,
    arguments: {},
    options: {
      witness: text("URL", "a witness to cosign it (C2SP tlog-witness)"),
      witnessKey: text("VKEY", "the key of that witness"),
      exec: text("COMMAND", "a shell command to give the note to"),
      file: text("PATH", "a file to write the note to, best on another disk"),
      home,
    },
    examples: [
      {
        line:
          "waterwall anchor --witness http://10.0.0.7:8890 --witness-key VKEY",
        purpose: "a colleague's machine",
      },
      {
        line: "waterwall anchor --exec 'git notes add -F - HEAD'",
        purpose: "anything that takes a text",
      },
    ],
    load: () => import("./verbs/anchor.ts"),
  }),
  verb({
    name: "witness",
    summary: "Cosign the logs of others, as long as they only grow",
    group: GROUP,
    arguments: {},
    options: {
      listen: text("HOST:PORT", "where to listen; 127.0.0.1:8890 if left out"),
      log: texts("VKEY", "the key of a log to watch; may be repeated"),
      name: text("NAME", "under which to cosign, e.g. witness.example/w1"),
      state: text("DIR", "folder of its key and memory"),
      home,
    },
    examples: [{
      line: "waterwall witness --listen 0.0.0.0:8890 --log VKEY",
      purpose: "runs until it is ended",
    }],
    load: () => import("./verbs/witness.ts"),
  }),
  verb({
    name: "key",
    summary: "Print the public key that the log is signed with",
    group: GROUP,
    arguments: { what: one("show", "what to do with it") },
    options: { home, json },
    examples: [{
      line: "waterwall key show",
      purpose: "the vkey to pin, the fingerprint, OpenSSH and PEM",
    }],
    load: () => import("./verbs/key.ts"),
  }),
  verb({
    name: "rotate-key",
    summary: "Replace the signing key; old and new key both sign that",
    group: GROUP,
    arguments: {},
    options: {
      reason: oneOf(
        ["scheduled", "compromise"],
        "compromise distrusts what the old key signs later",
      ),
      home,
    },
    examples: [{
      line: "waterwall rotate-key",
      purpose: "the proxy may run",
    }],
    load: () => import("./verbs/rotate_key.ts"),
  }),
  verb({
    name: "rotate-chain",
    summary: "Seal the segment of the log, and begin the next",
    group: GROUP,
    arguments: {},
    options: { home },
    examples: [{
      line: "waterwall rotate-chain",
      purpose: "sequence numbers go on; the proxy may run",
    }],
    load: () => import("./verbs/rotate_chain.ts"),
  }),
  verb({
    name: "prune",
    summary: "Delete old sealed segments; what stays remains verifiable",
    group: GROUP,
    arguments: { before: one("DATE|SEQ", "what to keep from on") },
    options: { home },
    examples: [{
      line: "waterwall prune 2026-01-01",
      purpose: "export first what must be kept",
    }],
    load: () => import("./verbs/prune.ts"),
  }),
  verb({
    name: "recover",
    summary: "Go on with a log that lost records, leaving a scar in it",
    group: GROUP,
    arguments: {},
    options: {
      acceptLoss: flag("say that what is gone is gone"),
      reason: text("TEXT", "why, for the record"),
      home,
    },
    examples: [{
      line: "waterwall recover --accept-loss --reason 'disk failed'",
      purpose: "only after verify-chain said what is wrong",
    }],
    load: () => import("./verbs/recover.ts"),
  }),
];
