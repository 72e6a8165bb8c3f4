import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { DEFAULT_POLICY, loadRuleNames } from "../../../proxy/mod.ts";
import { ConfigError } from "../../../ops/errors.ts";
import { defaultPolicy } from "../../../ops/policy/default_policy.ts";
import { parsePolicy } from "../../../ops/policy/parse_policy.ts";
import { SECTIONS } from "../../../ops/policy/sections.ts";

const ruleNames = await loadRuleNames();
const read = (text: string) =>
  parsePolicy(text, { file: "policy.toml", ruleNames });

/** The message and the hint with which a text is refused. */
function refusal(text: string): { message: string; hint: string } {
  let refused: ConfigError | undefined;
  throws(() => read(text), (error) => {
    refused = error as ConfigError;
    return error instanceof ConfigError && error.code === "invalid";
  });
  return { message: refused!.message, hint: refused!.hint! };
}

Deno.test("an empty file means the default policy, with all usual sources", () => {
  const { sources, ...policy } = read("");
  const { sources: _, ...usual } = DEFAULT_POLICY;
  deepEqual(policy, usual);
  deepEqual([sources.environment, sources.netrc, sources.files], [
    true,
    true,
    [],
  ]);
});

Deno.test("the file written on first start says the default and names every key", () => {
  deepEqual(read(defaultPolicy()), read(""));
  for (const section of Object.values(SECTIONS)) {
    for (const key of Object.keys(section)) {
      match(defaultPolicy(), new RegExp(`^${key} = `, "m"));
    }
  }
});

Deno.test("the examples in that file work once their # are removed", () => {
  const text = defaultPolicy();
  const examples = text.slice(text.indexOf("# [actions]"))
    .replaceAll(/^# (?=[a-z[])(?!rules of|words near)/gm, "")
    .split("\n").filter((line) => /^(\[|[a-z_-]+ = )/.test(line)).join("\n");
  const { rules, actions } = read(examples);
  deepEqual(actions, { "armoured-private-key": "block" });
  deepEqual(rules, [{
    id: "acme-api-key",
    type: "ACME_API_KEY",
    shape: "acme_[A-Za-z0-9]{20,}",
    words: ["acme"],
    longest: 200,
  }]);
});

Deno.test("everything that can be said is understood", () => {
  const policy = read(`
    shadow = true
    action = "warn"
    [rules]
    off = ["cookie"]
    [actions]
    GITHUB_TOKEN = "block"
    acme-key = "redact"
    [allow]
    sha256 = ["01234567"]
    hosts = ["*.lan"]
    paths = ["metadata.user_id", "/v1/**"]
    [known]
    environment = ["DB_PW"]
    kube = false
    commands = ["op read op://a/b"]
    [[rule]]
    id = "acme-key"
    expression = 'acme_[a-z]{20}'
  `);
  equal(policy.shadow, true);
  equal(policy.action, "warn");
  deepEqual(policy.off, ["cookie"]);
  deepEqual(policy.actions, { GITHUB_TOKEN: "block", "acme-key": "redact" });
  deepEqual(policy.allow.paths, ["metadata.user_id", "/v1/**"]);
  deepEqual(policy.sources.environment, ["DB_PW"]);
  equal(policy.rules[0]!.type, "ACME_KEY");
});

Deno.test("an unknown key is refused with its line and the one that was meant", () => {
  deepEqual(refusal("# one\n\n[allow]\nsha265 = []"), {
    message: "Cannot use policy.toml:4: there is no key sha265 in [allow]",
    hint: "Write sha256",
  });
  equal(refusal("shadw = true").hint, "Write shadow");
  equal(refusal("[alow]\nhosts = []").hint, "Write [allow]");
});

Deno.test("a rule that is not there is refused with the one that was meant", () => {
  const { message, hint } = refusal('[rules]\noff = ["gitub-token"]');
  match(message, /policy\.toml:2: there is no rule gitub-token/);
  equal(hint, "Write github-token");
  match(refusal('[actions]\ncookie = "drop"').message, /:2: cookie must be/);
  match(refusal('[actions]\ncokie = "warn"').hint, /cookie/);
});

Deno.test("what goes back to tools is said by tool, by argument and by host", () => {
  const { restore } = read(`
    [restore]
    scope = "request"
    hosts = ["*.acme.dev"]
    [restore.tools]
    WebFetch = "keep"
    "mcp__*" = "ask-model"
    "Bash.command" = "restore"
    shell.command = "keep"
  `);
  deepEqual(restore, {
    scope: "request",
    hosts: ["*.acme.dev"],
    tools: {
      WebFetch: "keep",
      "mcp__*": "ask-model",
      "Bash.command": "restore",
      "shell.command": "keep",
    },
  });
  equal(
    refusal('[restore.tools]\nBash = "drop"').message,
    'Cannot use policy.toml:2: Bash must be "restore", "keep", "ask-model": ' +
      'it is "drop"',
  );
  match(refusal('[restore]\nscop = "process"').hint, /Write scope/);
});

Deno.test("the shape of placeholders is said for all, by TYPE and by host", () => {
  const { placeholder } = read(`
    [placeholder]
    shape = "value"
    [placeholder.types]
    PRIVATE_KEY = "tag"
    [placeholder.hosts]
    "*.openai.azure.com" = "tag"
  `);
  deepEqual(placeholder, {
    shape: "value",
    types: { PRIVATE_KEY: "tag" },
    hosts: { "*.openai.azure.com": "tag" },
  });
  match(
    refusal('[placeholder.hosts]\napi.openai.com = "value"').hint,
    /in quotes/,
  );
  match(
    refusal('[placeholder.types]\nPRIVATE_KEI = "value"').hint,
    /PRIVATE_KEY/,
  );
});

for (
  const [what, text] of [
    ["a shape that is none", '[placeholder]\nshape = "round"'],
    ["shapes that are no table", '[placeholder]\ntypes = "tag"'],
    ["a scope that is none", '[restore]\nscope = "answer"'],
    ["tools that are no table", '[restore]\ntools = "keep"'],
    ["a rule on a tool that is none", "[restore.tools]\nBash = 3"],
    ["a flag that is none", "shadow = 1"],
    ["an unknown action", 'action = "drop"'],
    ["a hash that is none", '[allow]\nsha256 = ["XYZ"]'],
    ["a short hash", '[allow]\nsha256 = ["0123"]'],
    ["a list that is none", '[allow]\nhosts = "a.b"'],
    ["a host that is a URL", '[allow]\nhosts = ["https://a.b"]'],
    ["a place with conditions", '[allow]\npaths = ["a[type=b]"]'],
    ["a source that is neither on, off nor listed", "[known]\naws = 3"],
    ["a table that is none", "known = 3"],
    ["rules that are no list", '[rule]\nid = "a"'],
    ["a rule without id", "[[rule]]\nexpression = 'acme_[a-z]{9}'"],
    ["a rule without expression", '[[rule]]\nid = "acme"'],
    [
      "a rule with a TYPE in lower case",
      '[[rule]]\nid = "acme"\ntype = "a"\nexpression = \'acme_[a-z]{9}\'',
    ],
    [
      "a rule with an id that is taken",
      "[[rule]]\nid = \"cookie\"\nexpression = 'acme_[a-z]{9}'",
    ],
    [
      "a length that is none",
      "[[rule]]\nid = \"acme\"\nmax_length = 0\nexpression = 'acme_[a-z]+'",
    ],
  ] as const
) {
  Deno.test(`${what} is refused with its line`, () => {
    const { message, hint } = refusal(`\n\n${text}`);
    match(message, /^Cannot use policy\.toml:[3-6]: /);
    ok(hint.length > 0);
  });
}

Deno.test("an expression that cannot be used is refused with the reason and its line", () => {
  const { message, hint } = refusal(
    "[[rule]]\nid = \"good\"\nexpression = 'acme_[a-z]{9}'\n" +
      "[[rule]]\nid = \"bad\"\nexpression = 'acme_([a-z]+)+'",
  );
  match(message, /policy\.toml:6: .*never goes back/);
  ok(hint.length > 0);
});

Deno.test("broken TOML is refused with line and column", () => {
  match(refusal('shadow = true\naction = "').message, /policy\.toml:2 as TOML/);
});
