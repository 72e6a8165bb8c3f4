import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import {
  isAddress,
  isLoopback,
  parseAuthority,
} from "../../../proxy/transport/authority.ts";

Deno.test("a host is read with its port or without", () => {
  deepEqual(parseAuthority("api.example.com:443"), {
    host: "api.example.com",
    port: 443,
  });
  deepEqual(parseAuthority("api.example.com"), {
    host: "api.example.com",
    port: null,
  });
  deepEqual(parseAuthority("[::1]:8443"), { host: "::1", port: 8443 });
  deepEqual(parseAuthority("[2001:db8::7]"), {
    host: "2001:db8::7",
    port: null,
  });
  deepEqual(parseAuthority("127.0.0.1:80"), { host: "127.0.0.1", port: 80 });
  deepEqual(parseAuthority("localhost:1"), { host: "localhost", port: 1 });
});

Deno.test("spellings of one host are one host", () => {
  for (const spelling of ["API.Example.COM", "api.example.com."]) {
    equal(parseAuthority(`${spelling}:443`)?.host, "api.example.com");
  }
});

Deno.test("what is no host and port is not read", () => {
  for (
    const text of [
      "",
      ":443",
      "host:",
      "host:0",
      "host:65536",
      "host:-1",
      "host:+443",
      "host:0443",
      "host:4 43",
      "host:443:443",
      "user@host:443",
      "ho st:443",
      "host/path:443",
      "host..example:443",
      ".example:443",
      "-host:443",
      "hôte.example:443",
      "[::1:443",
      "::1",
      "host\r\n:443",
      "a".repeat(64) + ".example:443",
      `${"a.".repeat(130)}example:443`,
    ]
  ) equal(parseAuthority(text), null, text);
});

Deno.test("reading never throws, and what it reads it reads again the same", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const read = parseAuthority(text);
    if (read === null || read.host.includes(":")) return;
    const written = read.port === null
      ? read.host
      : `${read.host}:${read.port}`;
    deepEqual(parseAuthority(written), read);
  }));
});

Deno.test("addresses are told from names", () => {
  for (const host of ["10.0.0.1", "::1", "2130706433", "0x7f000001"]) {
    equal(isAddress(host), true, host);
  }
  for (const host of ["api.example.com", "a1.example", "1a.example"]) {
    equal(isAddress(host), false, host);
  }
});

Deno.test("this machine is known by its names and addresses", () => {
  for (const host of ["localhost", "::1", "127.0.0.1", "127.9.9.9"]) {
    equal(isLoopback(host), true, host);
  }
  for (const host of ["127.0.0.1.example.com", "10.0.0.1", "localhost.evil"]) {
    equal(isLoopback(host), false, host);
  }
});
