/**
 * How clients name themselves at the start of `User-Agent`, and how people
 * call them. A name that is not here is not shown: the field is the client's,
 * and may hold anything.
 */
const AGENTS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^claude-cli\b/i, "Claude Code"],
  [/^codex/i, "Codex"],
  [/^gemini-?cli\b/i, "Gemini CLI"],
  [/^GitHubCopilot/i, "Copilot"],
  [/^opencode\b/i, "opencode"],
  [/^aider\b/i, "Aider"],
  [/^goose\b/i, "Goose"],
  [/^(amp|ampcode)\b/i, "Amp"],
  [/^Anthropic\//i, "Anthropic SDK"],
  [/^OpenAI\//i, "OpenAI SDK"],
  [/^google-genai-sdk\b/i, "Google SDK"],
  [/^(python-requests|python-httpx|aiohttp)\b/i, "Python"],
  [/^(node|undici)\b/i, "Node"],
  [/^Deno\b/i, "Deno"],
  [/^Bun\b/i, "Bun"],
  [/^Go-http-client\b/i, "Go"],
  [/^curl\b/i, "curl"],
  [/^Mozilla\b/i, "browser"],
];

/** What to call the client that sent this `User-Agent`; `null` if none was. */
export function agentName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  return AGENTS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "other";
}
