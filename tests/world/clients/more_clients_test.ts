import { equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { OTHER_HOSTS, otherwise } from "./other_wires.ts";
import type { Told } from "./scripts/conversation.ts";
import { inPreparedShell, textOf, through } from "./through.ts";

const CLIENTS = fileURLToPath(
  new URL("./scripts/more_clients.ts", import.meta.url),
);
const ON_DENO = [Deno.execPath(), "run", "--no-prompt", "-A", CLIENTS];

Deno.test("Gemini's, AWS's and Vercel's SDKs and Anthropic's tool runner get their secrets back, and no provider gets them", () =>
  through(async ({ waterwall, prompt, output, stub }) => {
    const errand = {
      anthropic: "https://api.anthropic.com",
      openai: "https://api.openai.com/v1",
      google: "https://generativelanguage.googleapis.com",
      bedrock: "https://bedrock-runtime.us-east-1.amazonaws.com",
      prompt: prompt.text,
      output: output.text,
    };
    const command = [...ON_DENO, JSON.stringify(errand)];
    const told: readonly Told[] = JSON.parse(
      await textOf(inPreparedShell(waterwall, command)),
    );
    equal(told.length, 20);
    for (const { turn, text, argument } of told) {
      const expected = turn.endsWith("1") ? prompt.text : output.text;
      equal(text, expected, turn);
      equal(argument, expected, turn);
    }
    equal(stub.received.length, 18);
  }, { otherwise, hosts: OTHER_HOSTS }));
