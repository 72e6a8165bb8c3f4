import { deepEqual } from "node:assert/strict";
import type { HostRule } from "../../../proxy/transport/host_rule.ts";
import { targetOf } from "../../../proxy/transport/target.ts";

const rule = (upstream: string | null, name = "api.example.com"): HostRule => ({
  name,
  policy: "protect",
  provider: "generic",
  upstream,
  upstreamCa: null,
});

Deno.test("a host's requests go to itself, on its port", () => {
  deepEqual(targetOf(rule(null), "api.example.com"), {
    host: "api.example.com",
    port: 443,
    secure: true,
    authority: "api.example.com",
  });
  deepEqual(targetOf(rule(null, "*.example.com:8443"), "a.example.com"), {
    host: "a.example.com",
    port: 8443,
    secure: true,
    authority: "a.example.com:8443",
  });
});

Deno.test("with an upstream, they go there under its name", () => {
  deepEqual(targetOf(rule("https://127.0.0.1:9443"), "api.example.com"), {
    host: "127.0.0.1",
    port: 9443,
    secure: true,
    authority: "127.0.0.1:9443",
  });
  deepEqual(targetOf(rule("https://gw.example"), "api.example.com"), {
    host: "gw.example",
    port: 443,
    secure: true,
    authority: "gw.example",
  });
});

Deno.test("an upstream on this machine may do without TLS", () => {
  deepEqual(targetOf(rule("http://[::1]:8080"), "api.example.com"), {
    host: "::1",
    port: 8080,
    secure: false,
    authority: "[::1]:8080",
  });
});
