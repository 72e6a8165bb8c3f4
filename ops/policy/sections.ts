import { ACTIONS, RESTORE_SCOPES, SHAPES } from "../../proxy/mod.ts";

/** What a key of policy.toml may hold. */
export type Field =
  | { readonly kind: "flag"; readonly fallback: boolean; readonly doc: string }
  | {
    readonly kind: "choice";
    readonly fallback: string;
    readonly choices: readonly string[];
    readonly doc: string;
  }
  | {
    readonly kind: "list";
    readonly fallback: readonly string[];
    /** What one of its texts looks like, for the person who wrote another. */
    readonly wants: string;
    readonly pattern: RegExp;
    /** Whether each must be a rule that is there. */
    readonly isOfRules?: true;
    readonly doc: string;
  }
  | {
    readonly kind: "source";
    readonly fallback: boolean;
    readonly wants: string;
    readonly doc: string;
  };

/** The keys of one table. */
export type Section = Readonly<Record<string, Field>>;

const HOST = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
const PLACE = /^(?:\/[^\s?#]*|[^\s./[\]]+(?:\.[^\s./[\]]+)*)$/;

const source = (doc: string, fallback = true): Field => ({
  kind: "source",
  fallback,
  wants: "true, false or a list of paths",
  doc,
});

/**
 * Every key of policy.toml but those of `[actions]` and `[[rule]]`, by table.
 * The parser and the file written on first start both read this.
 */
export const SECTIONS = {
  "": {
    shadow: {
      kind: "flag",
      fallback: false,
      doc: "true records what would have been done and changes nothing: " +
        "SECRETS LEAVE.",
    },
    action: {
      kind: "choice",
      fallback: "redact",
      choices: ACTIONS,
      doc: "What is done with a secret: redact puts a placeholder in its " +
        "place, block refuses the request, warn records it and lets it go.",
    },
    hint: {
      kind: "flag",
      fallback: false,
      doc: "true adds a short note to system prompts that tells models to " +
        "copy placeholders verbatim.",
    },
  },
  rules: {
    off: {
      kind: "list",
      fallback: [],
      pattern: /^[\w-]+$/,
      isOfRules: true,
      wants: "ids or TYPEs of rules",
      doc: "Rules that are switched off, by id or by TYPE.",
    },
  },
  allow: {
    sha256: {
      kind: "list",
      fallback: [],
      pattern: /^[0-9a-f]{8,64}$/,
      wants: "SHA-256 in lower-case hex, whole or from 8 digits on",
      doc: "Values that are no secrets, by the SHA-256 of their UTF-8. " +
        '"waterwall allow" writes here.',
    },
    rules: {
      kind: "list",
      fallback: [],
      pattern: /^[\w-]+$/,
      isOfRules: true,
      wants: "ids or TYPEs of rules",
      doc: "Rules whose findings are let through.",
    },
    hosts: {
      kind: "list",
      fallback: [],
      pattern: HOST,
      wants: 'host names in lower case, e.g. "llm.example.com"',
      doc: "Hosts to which secrets may go.",
    },
    paths: {
      kind: "list",
      fallback: [],
      pattern: PLACE,
      wants: 'places such as "metadata.user_id" or "/v1/files/**"',
      doc: "Places where secrets may stand: in a body (messages.*.name), or, " +
        "from a slash on, the paths of URLs.",
    },
  },
  placeholder: {
    shape: {
      kind: "choice",
      fallback: "tag",
      choices: SHAPES,
      doc: "How placeholders are written: tag is <pl:TYPE:ID>, value is " +
        "pl_type_ID, which looks like a key and which some models copy more " +
        "faithfully.",
    },
  },
  restore: {
    scope: {
      kind: "choice",
      fallback: "process",
      choices: RESTORE_SCOPES,
      doc: "What an answer may get back: process any secret that is still " +
        "remembered, request only those that its own request carried.",
    },
    hosts: {
      kind: "list",
      fallback: [],
      pattern: HOST,
      wants: 'host names in lower case, e.g. "*.acme.dev"',
      doc: "More hosts to which a tool's command may carry secrets. This " +
        "machine, the providers and the usual places for code and packages " +
        "need no entry.",
    },
  },
  known: {
    environment: {
      kind: "source",
      fallback: true,
      wants: "true, false or a list of names",
      doc: "Variables of the environment: true reads those whose name speaks " +
        "of a secret.",
    },
    dotenv: source(".env and .env.* in the folder of the start, likewise."),
    aws: source("~/.aws/credentials"),
    npm: source("~/.npmrc and .npmrc"),
    netrc: source("~/.netrc"),
    docker: source("~/.docker/config.json"),
    kube: source("~/.kube/config"),
    gh: source("~/.config/gh/hosts.yml"),
    gcloud: source(
      "~/.config/gcloud/application_default_credentials.json and its kin.",
    ),
    files: {
      kind: "list",
      fallback: [],
      pattern: /^[^\0]+$/,
      wants: "paths",
      doc: "More files: each line that is not of the form NAME=VALUE is a " +
        "value itself.",
    },
    commands: {
      kind: "list",
      fallback: [],
      pattern: /^[^\0]+$/,
      wants: "command lines",
      doc: "Programs whose output is a value, such as " +
        '"op read op://vault/item/field". No shell reads them.',
    },
  },
} as const satisfies Readonly<Record<string, Section>>;

/** The keys of a `[[rule]]`. */
export const RULE_KEYS = ["id", "type", "expression", "words", "max_length"];
