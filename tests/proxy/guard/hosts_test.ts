import { deepEqual, equal } from "node:assert/strict";
import {
  addressHost,
  allowedHosts,
  looksLikeHost,
  urlHosts,
} from "../../../proxy/guard/hosts.ts";
import { ALLOWED_HOSTS } from "../../../proxy/guard/allowed_hosts.ts";

Deno.test("the host of a URL is what a program would call, not what it looks like", () => {
  for (
    const [text, hosts] of [
      ["see https://a.dev/x and http://b.dev:80?y", ["a.dev", "b.dev"]],
      ["https://user:pw@a.dev", ["a.dev"]],
      ["https://github.com@a.dev/", ["a.dev"]],
      ["https://github.com:x@a.dev", ["a.dev"]],
      ['"https://github.com\'@a.dev/"', ["a.dev"]],
      ["(https://github.com'@a.dev)", ["a.dev)"]],
      ["https://a.dev\\@github.com", ["a.dev\\@github.com"]],
      ["https:a.dev https:/b.dev https:\\\\c.dev", ["a.dev", "b.dev", "c.dev"]],
      ["--url=https://a.dev", ["a.dev"]],
      ["[x](https://a.dev) <https://b.dev>", ["a.dev", "b.dev"]],
      ["http://[::1]:80/", ["[::1]"]],
      ["postgres://u:p@a.dev/db", ["a.dev"]],
      ["s3://bucket/x file:///etc/x gs://b", []],
      ["note: this, key:value a:b 12:30 C:\\x", []],
      [`${"a".repeat(60)}https://a.dev`, ["a.dev"]],
    ] as const
  ) deepEqual(urlHosts(text), hosts, text);
});

Deno.test("an address may have no scheme, a user, a port, a path", () => {
  for (
    const [word, host] of [
      ["a.dev", "a.dev"],
      ["a.dev:80/x", "a.dev"],
      ["u@a.dev/x@b", "a.dev"],
      ["//a.dev", "a.dev"],
      ["https:a.dev", "a.dev"],
      [" https://a.dev#x", "a.dev"],
      ["a.dev\n.b.dev", "a.dev\n.b.dev"],
    ] as const
  ) equal(addressHost(word), host);
});

Deno.test("a list admits its names, those below a star, and this machine, in plain notation only", () => {
  const isAllowed = allowedHosts(["a.dev", "*.b.dev", "localhost"]);
  for (
    const host of [
      "a.dev",
      "A.DEV",
      "a.dev.",
      "x.b.dev",
      "x.y.b.dev",
      "127.0.0.1",
      "127.1.2.3",
      "[::1]",
      "localhost",
    ]
  ) equal(isAllowed(host), true, host);
  for (
    const host of [
      "",
      "b.dev",
      "xa.dev",
      "a.dev.evil",
      "xb.dev",
      "x.b.dev.evil",
      "а.dev",
      "x。b.dev",
      "x\n.b.dev",
      "x .b.dev",
      "2130706433",
      "0x7f.0.0.1",
      "127.1",
      "127.0.0.01",
      "1.2.3.4",
      "0x7f000001.b.0x1",
    ]
  ) equal(isAllowed(host), false, host);
});

Deno.test("files, versions and packages do not look like hosts, domains and addresses do", () => {
  for (
    const word of [
      "server.js",
      "app.py",
      "a.tar.gz",
      ".env.local",
      "v1.2.3",
      "com.acme.Main",
      "app:1.2.3",
      "a b.dev",
      "x",
    ]
  ) equal(looksLikeHost(word), false, word);
  for (
    const word of ["evil.dev", "EVIL.DEV", "a.b.co:80", "a.dev/x", "1.2.3.4"]
  ) equal(looksLikeHost(word), true, word);
});

Deno.test("each allowed host is a plain name with a reason, said once", () => {
  const names = ALLOWED_HOSTS.map(({ name }) => name);
  for (const { name, why } of ALLOWED_HOSTS) {
    equal(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(name), true, name);
    equal(why.length > 10, true);
  }
  deepEqual(names.filter((name, i) => names.indexOf(name) !== i), []);
});
