/** A setting of config.toml: what it may hold, what it holds if not said. */
export type Setting = Kind & {
  /** Whether it is read at the start only. */
  readonly fixed?: true;
};

type Kind =
  | {
    readonly kind: "whole";
    readonly fallback: number;
    readonly min: number;
    readonly max: number;
    readonly doc: string;
  }
  | { readonly kind: "flag"; readonly fallback: boolean; readonly doc: string }
  | {
    readonly kind: "choice";
    readonly fallback: string;
    readonly choices: readonly string[];
    readonly doc: string;
  }
  | {
    readonly kind: "text";
    readonly fallback: string;
    /** What a good value looks like, for the person who wrote another. */
    readonly wants: string;
    readonly pattern: RegExp;
    readonly doc: string;
  };

/**
 * Every setting but the hosts. The parser, the file written on first start and
 * the reference in docs/ all read this table. Units are in the names.
 */
export const SETTINGS = {
  proxy_port: {
    kind: "whole",
    fallback: 8888,
    min: 0,
    max: 65_535,
    fixed: true,
    doc: "TCP port of the proxy, on 127.0.0.1 only; 0 takes any free port.",
  },
  admin_port: {
    kind: "whole",
    fallback: 8889,
    min: 0,
    max: 65_535,
    fixed: true,
    doc: "TCP port of the admin server, on 127.0.0.1 only; 0 takes any.",
  },
  killswitch: {
    kind: "flag",
    fallback: false,
    doc: "true refuses all traffic: one of the four kill switches.",
  },
  killswitch_cut_streams: {
    kind: "flag",
    fallback: false,
    doc: "Whether arming a kill switch also cuts answers that are running.",
  },
  upstream_proxy: {
    kind: "text",
    fallback: "environment",
    pattern: /^(environment|none|http:\/\/[^\s/]+\/?)$/,
    wants: '"environment", "none" or "http://host:port"',
    doc: "Proxy between here and the providers. environment: HTTPS_PROXY and " +
      "NO_PROXY as they were when Waterwall started.",
  },
  websocket: {
    kind: "choice",
    fallback: "rewrite",
    choices: ["rewrite", "refuse"],
    doc: "WebSockets to protected hosts, unless their table says otherwise. " +
      "rewrite redacts and restores message by message; refuse answers 426, " +
      "after which agents fall back to HTTP.",
  },
  aws_credentials: {
    kind: "text",
    fallback: "none",
    pattern: /^(none|environment|profile:[^\s:[\]]{1,128})$/,
    wants: '"none", "environment" or "profile:name"',
    doc: "Keys with which requests that are signed for AWS (Bedrock) are " +
      "signed again after a secret was replaced in them. environment: " +
      "AWS_ACCESS_KEY_ID and its companions as they were when Waterwall " +
      "started; profile: keys of that name in ~/.aws. none refuses them.",
  },
  token_key: {
    kind: "choice",
    fallback: "persistent",
    choices: ["persistent", "ephemeral"],
    fixed: true,
    doc: "persistent keeps placeholders the same after a restart (provider " +
      "caches stay warm); ephemeral makes new ones for each start.",
  },
  max_body_mib: {
    kind: "whole",
    fallback: 64,
    min: 1,
    max: 1024,
    doc: "Largest body that is read, in MiB, after decoding. Larger ones are " +
      "refused.",
  },
  connect_timeout_seconds: {
    kind: "whole",
    fallback: 15,
    min: 1,
    max: 600,
    doc: "How long connecting to a provider may take.",
  },
  answer_timeout_seconds: {
    kind: "whole",
    fallback: 900,
    min: 1,
    max: 86_400,
    doc: "How long a provider may take to begin its answer.",
  },
  idle_timeout_seconds: {
    kind: "whole",
    fallback: 600,
    min: 1,
    max: 86_400,
    doc: "How long a begun answer may be silent.",
  },
  drain_timeout_seconds: {
    kind: "whole",
    fallback: 10,
    min: 0,
    max: 3600,
    doc: "How long running answers may go on after a stop was asked for. " +
      "Connections on which nothing is asked end at once.",
  },
  vault_max_entries: {
    kind: "whole",
    fallback: 100_000,
    min: 16,
    max: 10_000_000,
    doc: "How many secrets are remembered for restoring; the oldest unused " +
      "go first.",
  },
  vault_max_mib: {
    kind: "whole",
    fallback: 64,
    min: 1,
    max: 4096,
    doc: "How much memory those secrets may take, in MiB.",
  },
  vault_idle_minutes: {
    kind: "whole",
    fallback: 240,
    min: 1,
    max: 10_080,
    doc: "After how many unused minutes a secret is forgotten.",
  },
  session_idle_minutes: {
    kind: "whole",
    fallback: 30,
    min: 1,
    max: 10_080,
    fixed: true,
    doc: "After how many quiet minutes a session ends and its manifest is " +
      "written.",
  },
  audit_segment_mib: {
    kind: "whole",
    fallback: 64,
    min: 1,
    max: 4096,
    fixed: true,
    doc: "Size at which a segment of the audit log is sealed, in MiB.",
  },
  audit_receipts: {
    kind: "flag",
    fallback: true,
    fixed: true,
    doc: "Whether a receipt is written for each redaction. A receipt can be " +
      "derived from the log at any later time.",
  },
  log_level: {
    kind: "choice",
    fallback: "info",
    choices: ["debug", "info", "warning", "alarm"],
    doc: "Least level that is written to logs/waterwall.log and shown. " +
      "debug has a line for each request, without its content.",
  },
  log_file_mib: {
    kind: "whole",
    fallback: 8,
    min: 1,
    max: 1024,
    fixed: true,
    doc: "Size at which that file is renamed and a new one begun, in MiB.",
  },
  log_files: {
    kind: "whole",
    fallback: 4,
    min: 0,
    max: 99,
    fixed: true,
    doc: "How many renamed ones are kept.",
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof SETTINGS;

type Held<S extends Setting> = S["kind"] extends "whole" ? number
  : S["kind"] extends "flag" ? boolean
  : S extends { readonly choices: readonly (infer C)[] } ? C
  : string;

/** A checked value for every setting. */
export type Values = {
  readonly [K in SettingName]: Held<typeof SETTINGS[K]>;
};
