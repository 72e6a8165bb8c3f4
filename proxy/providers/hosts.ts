/** What is done with connections to a host. */
export type HostPolicy = "protect" | "tunnel" | "deny";

/** A host of the default configuration. */
export interface HostDefault {
  /** A DNS name; `*` stands for one or more labels, or a part of one. */
  readonly name: string;
  readonly policy: HostPolicy;
  /** Name of its provider; only of protected hosts. */
  readonly provider?: string;
  /** First segment of the path that leads to it in base-URL mode, e.g. `anthropic`. */
  readonly prefix?: string;
  /** Why it is denied; only of hosts that agents are known to ask for. */
  readonly why?: string;
}

const NOT_READABLE =
  "it speaks Connect/protobuf, which Waterwall cannot read: this agent is seen, NOT protected";

/** The hosts that are known before anything is configured. Any other is denied. */
export const HOSTS: readonly HostDefault[] = [
  protect("api.anthropic.com", "anthropic", "anthropic"),
  protect("api.openai.com", "openai", "openai"),
  protect("chatgpt.com", "codex", "chatgpt"),
  protect("generativelanguage.googleapis.com", "gemini", "gemini"),
  protect("cloudcode-pa.googleapis.com", "gemini", "cloudcode"),
  protect("daily-cloudcode-pa.googleapis.com", "gemini"),
  protect("openrouter.ai", "gateway", "openrouter"),
  protect("api.deepseek.com", "gateway", "deepseek"),
  protect("api.mistral.ai", "openai", "mistral"),
  protect("api.x.ai", "gateway", "xai"),
  protect("api.groq.com", "openai", "groq"),
  protect("api.together.xyz", "openai", "together"),
  protect("api.githubcopilot.com", "copilot", "copilot"),
  protect("api.individual.githubcopilot.com", "copilot"),
  protect("api.business.githubcopilot.com", "copilot"),
  protect("api.enterprise.githubcopilot.com", "copilot"),
  protect("*.openai.azure.com", "openai"),
  protect("bedrock-runtime.*.amazonaws.com", "bedrock"),
  protect("ampcode.com", "gateway", "amp"),
  ...[
    "console.anthropic.com",
    "platform.claude.com",
    "claude.ai",
    "downloads.claude.ai",
    "statsig.anthropic.com",
    "auth.openai.com",
    "oauth2.googleapis.com",
    "accounts.google.com",
    "github.com",
    "api.github.com",
  ].map((name) => ({ name, policy: "tunnel" as const })),
  ...["*.cursor.sh", "*.codeium.com"].map((name) => ({
    name,
    policy: "deny" as const,
    why: NOT_READABLE,
  })),
];

function protect(name: string, provider: string, prefix?: string): HostDefault {
  return { name, policy: "protect", provider, ...(prefix && { prefix }) };
}
