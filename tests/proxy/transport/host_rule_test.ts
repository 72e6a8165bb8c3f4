import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import {
  covers,
  type HostRule,
  placeOf,
  ruleFor,
} from "../../../proxy/transport/host_rule.ts";

const rule = (name: string, policy: HostRule["policy"]): HostRule => ({
  name,
  policy,
  provider: policy === "protect" ? "generic" : null,
  upstream: null,
  upstreamCa: null,
});

const rules = [
  rule("*.example.com", "tunnel"),
  rule("*.eu.example.com", "deny"),
  rule("api.example.com", "protect"),
  rule("api.example.com:8443", "tunnel"),
];
const policyOf = (host: string, port = 443) =>
  ruleFor(rules, { host, port })?.policy ?? null;

Deno.test("an exact name comes before every wildcard", () => {
  equal(policyOf("api.example.com"), "protect");
});

Deno.test("a longer wildcard comes before a shorter one", () => {
  equal(policyOf("www.example.com"), "tunnel");
  equal(policyOf("www.eu.example.com"), "deny");
  equal(policyOf("a.b.eu.example.com"), "deny");
});

Deno.test("a wildcard does not stand for the name itself", () => {
  equal(policyOf("example.com"), null);
  equal(policyOf("eu.example.com"), "tunnel");
});

Deno.test("names that only end alike are others", () => {
  equal(policyOf("evilexample.com"), null);
  equal(policyOf("api.example.com.evil.net"), null);
});

Deno.test("a rule holds for its port and no other", () => {
  equal(policyOf("api.example.com", 8443), "tunnel");
  equal(policyOf("api.example.com", 80), null);
  equal(policyOf("www.example.com", 8443), null);
});

Deno.test("the order of the table decides nothing", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(rules, { minLength: rules.length }),
      fc.constantFrom("api", "www", "a.eu", "eu", "x.y"),
      (shuffled, name) => {
        const asked = { host: `${name}.example.com`, port: 443 };
        deepEqual(ruleFor(shuffled, asked), ruleFor(rules, asked));
      },
    ),
  );
});

Deno.test("a name says its port, or means 443", () => {
  deepEqual(placeOf("*.example.com"), { host: "*.example.com", port: 443 });
  deepEqual(placeOf("a.example:8443"), { host: "a.example", port: 8443 });
});

Deno.test("a wildcard covers what ends in its dot and name, with something before", () => {
  equal(covers("*.x.example", "a.x.example"), true);
  equal(covers("*.x.example", ".x.example"), false);
  equal(covers("*.x.example", "x.example"), false);
  equal(covers("x.example", "x.example"), true);
});
