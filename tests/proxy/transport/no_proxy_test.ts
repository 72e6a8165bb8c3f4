import { equal } from "node:assert/strict";
import { bypassesProxy } from "../../../proxy/transport/no_proxy.ts";

const bypasses = (noProxy: string, host: string, port = 443) =>
  bypassesProxy(noProxy, { host, port });

Deno.test("a name in NO_PROXY covers itself and what is below it", () => {
  for (const entry of ["corp.example", ".corp.example", "*.corp.example"]) {
    equal(bypasses(`other, ${entry}`, "corp.example"), true, entry);
    equal(bypasses(`other, ${entry}`, "api.corp.example"), true, entry);
    equal(bypasses(`other, ${entry}`, "evilcorp.example"), false, entry);
  }
});

Deno.test("a port in NO_PROXY limits its entry to that port", () => {
  equal(bypasses("corp.example:8443", "corp.example", 8443), true);
  equal(bypasses("corp.example:8443", "corp.example", 443), false);
});

Deno.test("a star in NO_PROXY takes every host out", () => {
  equal(bypasses("a, *", "any.example"), true);
});

Deno.test("addresses are compared as they are written", () => {
  equal(bypasses("10.0.0.1", "10.0.0.1"), true);
  equal(bypasses("::1", "::1"), true);
  equal(bypasses("[::1]:8443", "::1", 8443), true);
});

Deno.test("an empty NO_PROXY takes nobody out, and capitals do not matter", () => {
  for (const empty of ["", ",", " , "]) {
    equal(bypasses(empty, "a.example"), false);
  }
  equal(bypasses("CORP.Example", "corp.example"), true);
});
