import { equal } from "node:assert/strict";
import { agentName } from "../../ops/agent_name.ts";

Deno.test("agents are called what people call them", () => {
  const names = {
    "claude-cli/2.1.0 (external, cli)": "Claude Code",
    "codex_cli_rs/0.42.0 (Debian 12; x86_64)": "Codex",
    "GeminiCLI/0.9.0/gemini-2.5-pro (linux; x64)": "Gemini CLI",
    "GitHubCopilotChat/0.30.1": "Copilot",
    "Anthropic/JS 1.12.0": "Anthropic SDK",
    "OpenAI/Python 2.1.0": "OpenAI SDK",
    "curl/8.5.0": "curl",
    "node": "Node",
  };
  for (const [userAgent, name] of Object.entries(names)) {
    equal(agentName(userAgent), name);
  }
});

Deno.test("what an unknown client says of itself is not shown", () => {
  equal(agentName(["sk", "ant", "x".repeat(80)].join("-")), "other");
  equal(agentName("\x1b[31mred"), "other");
});

Deno.test("a client that says nothing has no name", () => {
  equal(agentName(null), null);
  equal(agentName(""), null);
});
