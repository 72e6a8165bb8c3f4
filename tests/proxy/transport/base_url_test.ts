import { deepEqual, equal } from "node:assert/strict";
import { destinationOf } from "../../../proxy/transport/base_url.ts";
import type { HostRule } from "../../../proxy/transport/host_rule.ts";

const rule = (name: string, policy: HostRule["policy"]): HostRule => ({
  name,
  policy,
  provider: policy === "protect" ? "generic" : null,
  upstream: null,
  upstreamCa: null,
});
const api = rule("api.anthropic.com", "protect");
const table = {
  bases: [
    { segment: "anthropic", host: "api.anthropic.com" },
    { segment: "login", host: "login.example.com" },
  ],
  rules: [api, rule("login.example.com", "tunnel")],
};

Deno.test("the first segment names the provider, and stands before its path", () => {
  for (
    const path of ["/anthropic/v1/messages?x=1", "/anthropic", "/anthropic?x"]
  ) {
    deepEqual(destinationOf(path, table), {
      rule: api,
      host: "api.anthropic.com",
      prefix: "/anthropic",
    });
  }
});

Deno.test("a protected host may be named in full", () => {
  deepEqual(destinationOf("/api.anthropic.com/v1", table), {
    rule: api,
    host: "api.anthropic.com",
    prefix: "/api.anthropic.com",
  });
});

Deno.test("hosts that are not protected are not served, and neither is anything else", () => {
  for (
    const path of [
      "/login/x",
      "/login.example.com/x",
      "/evil.example/",
      "/anthropicx/v1",
      "/",
      "",
      "//anthropic/v1",
    ]
  ) equal(destinationOf(path, table), null, path);
});
