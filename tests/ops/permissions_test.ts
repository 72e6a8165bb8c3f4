import { deepEqual } from "node:assert/strict";
import type { HostRule } from "../../ops/host_rule.ts";
import { keysPermissions, proxyPermissions } from "../../ops/permissions.ts";

const rule = (host: Partial<HostRule>): HostRule => ({
  name: "api.example.com",
  policy: "protect",
  provider: "generic",
  upstream: null,
  upstreamCa: null,
  ...host,
});
const net = (hosts: HostRule[], proxies: string[] = []) =>
  proxyPermissions({ hosts }, proxies).net;

Deno.test("the proxy worker reaches loopback and the hosts that are not denied", () => {
  deepEqual(
    net([
      rule({}),
      rule({ name: "login.example.com", policy: "tunnel" }),
      rule({ name: "*.azure.example.com" }),
      rule({ name: "evil.example.com", policy: "deny" }),
    ]),
    [
      "127.0.0.1",
      "api.example.com:443",
      "login.example.com:443",
      "*.azure.example.com:443",
    ],
  );
});

Deno.test("a host that is sent elsewhere is not reachable itself", () => {
  deepEqual(net([rule({ upstream: "https://gateway.example.com:9443" })]), [
    "127.0.0.1",
    "gateway.example.com:9443",
  ]);
});

Deno.test("a host is reachable on the port that its name says, and no other", () => {
  deepEqual(net([rule({ name: "llm.example.com:8443" })]), [
    "127.0.0.1",
    "llm.example.com:8443",
  ]);
});

Deno.test("a proxy in between is reachable on its port", () => {
  deepEqual(net([], ["http://proxy.example.com", "http://[::1]:3128"]), [
    "127.0.0.1",
    "proxy.example.com:80",
    "[::1]:3128",
  ]);
});

Deno.test("neither worker may read variables, start processes or load code", () => {
  const { net: _, read: _r, write: _w, ...keys } = keysPermissions("/home/w");
  const { net: _n, read, write, ...proxy } = proxyPermissions(
    { hosts: [] },
    [],
  );
  const nothing = {
    env: false,
    run: false,
    sys: false,
    ffi: false,
    import: false,
  };
  deepEqual(keys, nothing);
  deepEqual({ ...proxy, read, write }, {
    ...nothing,
    read: false,
    write: false,
  });
});

Deno.test("the keys worker has its folder and no network", () => {
  const { net, read, write } = keysPermissions("/home/w");
  deepEqual({ net, read, write }, {
    net: false,
    read: ["/home/w"],
    write: ["/home/w"],
  });
});
