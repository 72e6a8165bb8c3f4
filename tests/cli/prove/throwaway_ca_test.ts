import { equal, notEqual, ok } from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { throwawayIdentity } from "../../../cli/prove/throwaway_ca.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const identity = await throwawayIdentity(NOW);

Deno.test("the throw-away root vouches for the loopback names and nothing else", () => {
  const ca = new X509Certificate(identity.ca);
  const leaf = new X509Certificate(identity.cert);
  ok(leaf.verify(ca.publicKey));
  equal(leaf.issuer, ca.subject);
  equal(leaf.subjectAltName, "DNS:localhost, IP Address:127.0.0.1");
});

Deno.test("the throw-away root is gone in a day", () => {
  const ca = new X509Certificate(identity.ca);
  equal(Date.parse(ca.validTo), NOW.getTime() + 86_400_000);
});

Deno.test("no two throw-away roots are the same", async () => {
  notEqual((await throwawayIdentity(NOW)).ca, identity.ca);
});

Deno.test("a throw-away leaf bears the names that are asked for", async () => {
  const { cert } = await throwawayIdentity(NOW, ["a.test", "b.test"]);
  equal(
    new X509Certificate(cert).subjectAltName,
    "DNS:a.test, DNS:b.test, IP Address:127.0.0.1",
  );
});
