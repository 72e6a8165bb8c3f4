/** A coding agent, as far as the way to its provider goes. */
export interface Agent {
  readonly name: string;
  /** What starts it. */
  readonly commands: readonly string[];
  /** The variables by which it finds the proxy and trusts its CA. */
  readonly honours: readonly string[];
  /** Why its traffic cannot be protected; `null` if it can. */
  readonly unprotected: string | null;
  /** What else a person should know; `null` if nothing. */
  readonly note: string | null;
}

const PROXY = ["HTTPS_PROXY", "NO_PROXY"];
const NODE = [...PROXY, "NODE_EXTRA_CA_CERTS"];

const CONNECT_RPC =
  "it speaks Connect over HTTP/2 to servers of its maker: seen, NOT protected";

/** From each agent's public documentation and sources. */
export const AGENTS: readonly Agent[] = [
  agent("Claude Code", ["claude"], NODE),
  agent("Codex CLI", ["codex"], [
    ...PROXY,
    "CODEX_CA_CERTIFICATE",
    "SSL_CERT_FILE",
  ]),
  agent("Gemini CLI", ["gemini"], NODE),
  agent("Copilot CLI", ["copilot"], NODE),
  agent("OpenCode", ["opencode"], NODE),
  agent("Amp", ["amp"], NODE),
  agent("aider", ["aider"], [...PROXY, "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"]),
  agent("Goose", ["goose"], [...PROXY, "SSL_CERT_FILE"]),
  agent("Antigravity CLI", ["agy"], [...PROXY, "SSL_CERT_FILE"]),
  {
    ...agent("Zed", ["zed"], [...PROXY, "SSL_CERT_FILE"]),
    note: "start it from this shell: an icon does not know its variables",
  },
  {
    ...agent("VS Code", ["code"], NODE),
    note: "start it from this shell: an icon does not know its variables",
  },
  {
    ...agent("Cursor", ["cursor", "cursor-agent"], []),
    unprotected: CONNECT_RPC,
  },
  { ...agent("Windsurf", ["windsurf"], []), unprotected: CONNECT_RPC },
];

/** Editors do more than talk to a model: a guard lets them start. */
const EDITORS = ["zed", "code"];

/** Commands that a guard keeps from starting where nothing protects them. */
export const GUARDED: readonly string[] = AGENTS
  .filter(({ commands, unprotected }) =>
    unprotected === null && !EDITORS.includes(commands[0]!)
  )
  .flatMap(({ commands }) => commands);

/** The agent that a command starts, if it is one. */
export function agentCalled(command: string): Agent | undefined {
  const name = command.replace(/^.*[/\\]/, "").replace(/\.(exe|cmd|ps1)$/i, "");
  return AGENTS.find(({ commands }) => commands.includes(name));
}

function agent(
  name: string,
  commands: readonly string[],
  honours: readonly string[],
): Agent {
  return { name, commands, honours, unprotected: null, note: null };
}
