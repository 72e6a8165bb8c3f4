import { deepEqual, equal, ok } from "node:assert/strict";
import { readHost } from "../../ops/host_rule.ts";
import { DEFAULT_HOSTS, DENIED_BECAUSE } from "../../ops/default_hosts.ts";
import { PROVIDERS } from "../../proxy/mod.ts";

const named = (name: string) => DEFAULT_HOSTS.find((it) => it.name === name);

Deno.test("the providers that agents use are protected without being configured", () => {
  for (
    const name of [
      "api.anthropic.com",
      "api.openai.com",
      "chatgpt.com",
      "generativelanguage.googleapis.com",
      "*.openai.azure.com",
      "bedrock-runtime.us-east-1.amazonaws.com",
      "bedrock-runtime.eu-central-1.amazonaws.com",
    ]
  ) equal(named(name)?.policy, "protect", name);
});

Deno.test("hosts for logging in pass unread, and agents that cannot be read are denied with the reason", () => {
  equal(named("console.anthropic.com")?.policy, "tunnel");
  for (const name of ["*.cursor.sh", "*.codeium.com"]) {
    equal(named(name)?.policy, "deny");
    ok(DENIED_BECAUSE[name]!.length > 10);
  }
});

Deno.test("every default could have been configured, and no name stands twice", () => {
  const providers = Object.keys(PROVIDERS);
  for (const { name, policy, provider } of DEFAULT_HOSTS) {
    const written = { name, policy, ...provider && { provider } };
    const read = readHost(written, { base: undefined, providers });
    deepEqual(read, named(name));
  }
  const names = DEFAULT_HOSTS.map(({ name }) => name);
  equal(new Set(names).size, names.length);
});
