import { deepEqual, equal, match, throws } from "node:assert/strict";
import { parseConfig, wish } from "../../ops/config.ts";
import { defaultConfig } from "../../ops/default_config.ts";
import { ConfigError } from "../../ops/errors.ts";
import type { HostRule } from "../../ops/host_rule.ts";
import { type Setting, SETTINGS } from "../../ops/settings.ts";

const known: HostRule = {
  name: "api.anthropic.com",
  policy: "protect",
  provider: "anthropic",
  upstream: null,
  upstreamCa: null,
};
const options = {
  file: "config.toml",
  defaultHosts: [known],
  providers: ["anthropic", "openai", "generic"],
};
const read = (text: string) => parseConfig(text, options);

/** The message and the hint with which a text is refused. */
function refusal(text: string): { message: string; hint: string | undefined } {
  let refused: ConfigError | undefined;
  throws(() => read(text), (error) => {
    refused = error as ConfigError;
    return error instanceof ConfigError && error.code === "invalid";
  });
  return { message: refused!.message, hint: refused!.hint };
}

Deno.test("an empty file means the defaults", () => {
  const { hosts, ...values } = read("");
  deepEqual(hosts, [known]);
  for (const [key, { fallback }] of Object.entries(SETTINGS)) {
    equal(values[key as keyof typeof values], fallback);
  }
});

Deno.test("the file written on first start says the defaults and nothing else", () => {
  deepEqual(read(defaultConfig()), read(""));
});

Deno.test("the file written on first start names every setting", () => {
  for (const key of Object.keys(SETTINGS)) {
    match(defaultConfig(), new RegExp(`^${key} = `, "m"));
  }
});

Deno.test("the host example in that file works once its # are removed", () => {
  const text = defaultConfig();
  const example = text.slice(text.indexOf("# [[host]]")).replaceAll(
    /^# /gm,
    "",
  );
  deepEqual(read(example).hosts.at(-1), {
    name: "llm.example.com",
    policy: "protect",
    provider: "openai",
    upstream: "https://127.0.0.1:9443",
    upstreamCa: "roots.pem",
  });
});

Deno.test("a host table replaces the default of that name and keeps the others", () => {
  const { hosts } = read(
    '[[host]]\nname = "API.anthropic.com."\nupstream = "https://127.0.0.1:1"\n' +
      '[[host]]\nname = "x.example.com"\npolicy = "tunnel"',
  );
  deepEqual(hosts, [
    { ...known, upstream: "https://127.0.0.1:1" },
    {
      name: "x.example.com",
      policy: "tunnel",
      provider: null,
      upstream: null,
      upstreamCa: null,
    },
  ]);
});

Deno.test("a host may be named with a port, and without a dot", () => {
  const names = (name: string) => read(`[[host]]\nname = "${name}"`).hosts[1]!;
  equal(names("LLM.example.com:8443").name, "llm.example.com:8443");
  equal(names("llm.example.com.:443").name, "llm.example.com");
  equal(names("*.example.com:8443").name, "*.example.com:8443");
  equal(names("llm-gateway").name, "llm-gateway");
});

Deno.test("a protected host without a provider is read by the generic rule", () => {
  equal(read('[[host]]\nname = "a.example.com"').hosts[1]!.provider, "generic");
});

Deno.test("the kill switch may be written as a flag or as a table", () => {
  equal(read("killswitch = true").killswitch, true);
  const { killswitch, killswitch_cut_streams } = read(
    "[killswitch]\narmed = true\ncut_streams = true",
  );
  deepEqual([killswitch, killswitch_cut_streams], [true, true]);
});

Deno.test("an unknown setting is refused with its line and the name that was meant", () => {
  deepEqual(refusal("# one\n\nproxy_prot = 1"), {
    message: "Cannot use config.toml:3: there is no setting proxy_prot",
    hint: "Write proxy_port",
  });
});

Deno.test("a wrong type is refused with what would be right", () => {
  deepEqual(refusal('admin_port = 1\nproxy_port = "http"'), {
    message: "Cannot use config.toml:2: proxy_port must be a whole number " +
      'from 0 to 65535: it is "http"',
    hint: "Change proxy_port, or remove it to use 8888",
  });
});

for (
  const [key, setting] of Object.entries(SETTINGS as Record<string, Setting>)
) {
  Deno.test(`${key} is refused when it is not what it must be`, () => {
    for (const bad of ["1.5", '"never right"', "[]", "1e99"]) {
      const { message } = refusal(`${key} = ${bad}`);
      equal(message.includes(wish(setting)), true, `${bad}: ${message}`);
    }
  });
}

Deno.test("broken TOML is refused with line and column", () => {
  const { message, hint } = refusal('a = 1\nb = "');
  match(message, /^Cannot read config\.toml:2 as TOML: ./);
  match(hint!, /column \d+/);
});

Deno.test("an unknown key of a host is found in the right table", () => {
  deepEqual(
    refusal(
      '[[host]]\nname = "a.example.com"\n[[host]]\nname = "b.example.com"\npolcy = "deny"',
    ),
    {
      message: "Cannot use config.toml:5: there is no key polcy in [[host]]",
      hint: "Write policy",
    },
  );
});

Deno.test("a host that is configured twice is refused", () => {
  match(
    refusal('[[host]]\nname = "a.b"\n[[host]]\nname = "A.b"').message,
    /config\.toml:4: a\.b is configured twice/,
  );
});

Deno.test("[host] with single brackets is refused with the right spelling", () => {
  match(refusal('[host]\nname = "a.b"').hint!, /\[\[host\]\]/);
});

for (
  const [what, table] of [
    ["no name", 'policy = "deny"'],
    ["an address as name", 'name = "127.0.0.1"'],
    ["a URL as name", 'name = "https://a.example.com"'],
    ["a star within", 'name = "a.*.example.com"'],
    ["a bare star", 'name = "*"'],
    ["a star for a whole top-level domain", 'name = "*.com"'],
    ["a number as name", "name = 5"],
    ["port 0", 'name = "a.b:0"'],
    ["a port that is too large", 'name = "a.b:65536"'],
    ["a port that is no number", 'name = "a.b:https"'],
    ["a space in the name", 'name = "a b.c"'],
    ["an unknown policy", 'name = "a.b"\npolicy = "allow"'],
    ["an unknown provider", 'name = "a.b"\nprovider = "antropic"'],
    ["plain http elsewhere", 'name = "a.b"\nupstream = "http://a.b"'],
    ["an upstream with a path", 'name = "a.b"\nupstream = "https://a.b/c"'],
    ["an upstream with a user", 'name = "a.b"\nupstream = "https://u@a.b"'],
    ["an empty CA file", 'name = "a.b"\nupstream_ca = ""'],
    ["a WebSocket policy that is none", 'name = "a.b"\nwebsocket = "drop"'],
  ] as const
) {
  Deno.test(`a host with ${what} is refused`, () => {
    match(
      refusal(`[[host]]\n${table}`).message,
      /^Cannot use config\.toml:\d+: /,
    );
  });
}

Deno.test("a misspelt provider is answered with the name that was meant", () => {
  equal(
    refusal('[[host]]\nname = "a.b"\nprovider = "antropic"').hint,
    'Write provider = "anthropic"',
  );
});
