import { deepEqual, equal, match } from "node:assert/strict";
import { parseConfig } from "../../ops/config.ts";
import { DEFAULT_HOSTS } from "../../ops/default_hosts.ts";
import {
  corporateProxyOf,
  proxyWarning,
  settingsOf,
} from "../../ops/settings_of.ts";

const read = (text = "") =>
  parseConfig(text, {
    file: "config.toml",
    defaultHosts: DEFAULT_HOSTS,
    providers: ["generic"],
  });
const settings = (text = "") =>
  settingsOf({
    config: read(text),
    upstreamCas: { "a.example.com": "PEM" },
    roots: ["ROOT"],
    corporateProxy: null,
    configFile: "/home/w/config.toml",
  });

Deno.test("the proxy is told in bytes and milliseconds", () => {
  const told = settings(
    "max_body_mib = 2\nvault_idle_minutes = 3\nconnect_timeout_seconds = 4\n" +
      "answer_timeout_seconds = 5\nidle_timeout_seconds = 6",
  );
  equal(told.maxBodyBytes, 2_097_152);
  equal(told.vault.idleMs, 180_000);
  const { connectMs, answerMs, idleMs } = told.timeouts;
  deepEqual([connectMs, answerMs, idleMs], [4_000, 5_000, 6_000]);
});

Deno.test("a host gets the roots of its own file, and others none", () => {
  const { rules } = settings('[[host]]\nname = "a.example.com"');
  equal(rules.find(({ name }) => name === "a.example.com")?.upstreamCa, "PEM");
  equal(rules[0]!.upstreamCa, null);
});

Deno.test("WebSockets are rewritten unless the setting or a host's own table says otherwise", () => {
  const of = (text: string, host: string) =>
    settings(text).rules.find(({ name }) => name === host)?.websocket;
  const own = '\n[[host]]\nname = "a.example.com"\nwebsocket = "rewrite"';
  equal(of("", "api.openai.com"), "rewrite");
  equal(of('websocket = "refuse"', "api.openai.com"), "refuse");
  equal(of(`websocket = "refuse"${own}`, "a.example.com"), "rewrite");
});

Deno.test("hosts that cannot be protected carry the reason", () => {
  const { rules } = settings();
  const cursor = rules.find(({ name }) => name === "*.cursor.sh");
  equal(cursor?.policy, "deny");
  equal(/NOT protected/.test(cursor?.why ?? ""), true);
});

Deno.test("every short name of base-URL mode leads to a protected host", () => {
  const { bases, rules } = settings();
  equal(bases.some(({ segment }) => segment === "anthropic"), true);
  for (const { host } of bases) {
    equal(rules.find(({ name }) => name === host)?.policy, "protect", host);
  }
});

/** The proxy that is used with this setting and these variables. */
const proxyWith = (text: string, variables: Record<string, string>) =>
  corporateProxyOf(read(text), (name) => variables[name])?.origin ?? null;

Deno.test("the company's proxy comes from the environment, in either case", () => {
  const origin = "http://proxy.example:3128";
  equal(proxyWith("", { HTTPS_PROXY: origin }), origin);
  equal(proxyWith("", { https_proxy: origin }), origin);
  equal(proxyWith("", {}), null);
});

Deno.test("a configured proxy comes before the environment's, and so does none", () => {
  const variables = { HTTPS_PROXY: "http://other.example:1" };
  const text = 'upstream_proxy = "http://proxy.example:3128"';
  equal(proxyWith(text, variables), "http://proxy.example:3128");
  equal(proxyWith('upstream_proxy = "none"', variables), null);
});

Deno.test("a proxy that is Waterwall itself counts as none", () => {
  equal(proxyWith("", { HTTPS_PROXY: "http://127.0.0.1:8888" }), null);
  equal(
    proxyWith("proxy_port = 9", { HTTPS_PROXY: "http://127.0.0.1:9" }),
    null,
  );
  equal(
    proxyWith("proxy_port = 9", { HTTPS_PROXY: "http://127.0.0.1:3128" }),
    "http://127.0.0.1:3128",
  );
});

Deno.test("a proxy that is an instance of Waterwall's counts as none, whatever its port", () => {
  const own = "http://127.0.0.1:40001";
  equal(proxyWith("", { HTTPS_PROXY: own, WATERWALL_PROXY: own }), null);
  const other = "http://proxy.example:3128";
  equal(proxyWith("", { HTTPS_PROXY: other, WATERWALL_PROXY: own }), other);
});

Deno.test("a proxy that cannot be used is told, one that can is not", () => {
  const warning = (text: string, address?: string) =>
    proxyWarning(
      read(text),
      (name) => name === "HTTPS_PROXY" ? address : undefined,
    );
  match(warning("", "https://proxy.example")!, /only an http:\/\/ proxy/);
  match(warning("", "socks5://proxy.example")!, /upstream_proxy/);
  equal(warning("", "http://proxy.example"), null);
  equal(warning("", undefined), null);
  equal(warning('upstream_proxy = "none"', "https://proxy.example"), null);
});

Deno.test("NO_PROXY goes with the proxy", () => {
  const variables: Record<string, string> = {
    HTTPS_PROXY: "http://proxy.example:3128",
    NO_PROXY: "corp.example",
  };
  const proxy = corporateProxyOf(read(), (name) => variables[name]);
  equal(proxy?.noProxy, "corp.example");
});
