import { equal, ok } from "node:assert/strict";
import { agentCalled, AGENTS, GUARDED } from "../../../cli/agents.ts";
import { guard } from "../../../cli/hook/guard.ts";
import { SHELLS } from "../../../ops/mod.ts";

Deno.test("each agent that can be protected is guarded in each shell", () => {
  for (const shell of SHELLS) {
    const lines = guard(shell, { commands: GUARDED, hook: "ask it" });
    const text = lines.join("\n");
    for (const command of GUARDED) {
      equal(
        lines.filter((line) => line.includes(`guard ${command} `)).length,
        1,
        `${command} in ${shell}`,
      );
    }
    ok(text.includes("ask it"));
  }
});

Deno.test("the agents that people use most are guarded, editors and Cursor are not", () => {
  const most = ["claude", "codex", "gemini", "copilot", "opencode", "aider"];
  for (const command of most) ok(GUARDED.includes(command), command);
  for (const command of ["code", "zed", "cursor"]) {
    ok(!GUARDED.includes(command), command);
  }
});

Deno.test("names of guarded commands can be names of functions in every shell", () => {
  for (const command of GUARDED) ok(/^[a-z]+$/.test(command), command);
});

Deno.test("an agent is known by its command, in whatever folder and by whatever ending", () => {
  equal(agentCalled("claude")?.name, "Claude Code");
  equal(agentCalled("/opt/bin/codex")?.name, "Codex CLI");
  equal(agentCalled("C:\\x\\gemini.cmd")?.name, "Gemini CLI");
  equal(agentCalled("make"), undefined);
});

Deno.test("every agent either honours the proxy or is named as not protected", () => {
  for (const { name, honours, unprotected } of AGENTS) {
    equal(honours.includes("HTTPS_PROXY"), unprotected === null, name);
  }
});
