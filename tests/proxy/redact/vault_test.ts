import { deepEqual, equal, throws } from "node:assert/strict";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { RefusalError, Vault } from "../../../proxy/mod.ts";
import type { VaultOptions } from "../../../proxy/mod.ts";
import type { HeldSecret } from "../../../proxy/redact/vault.ts";
import { KEY } from "../transcript.ts";

function vaultAt(clock: { ms: number }, options: Partial<VaultOptions> = {}) {
  return new Vault({ key: KEY, now: () => clock.ms, ...options });
}

Deno.test("a tag is the first 8 bytes of HMAC-SHA-256, in hex", () => {
  const vault = vaultAt({ ms: 0 });
  const hmac = createHmac("sha256", KEY).update("pässword").digest("hex");
  equal(vault.tokenise("pässword"), hmac.slice(0, 16));
});

Deno.test("a secret has the same tag after a restart, and another one under another key", () => {
  const tag = vaultAt({ ms: 0 }).tokenise("s");
  equal(vaultAt({ ms: 9 }).tokenise("s"), tag);
  equal(
    new Vault({ key: KEY.map((n) => n + 1), now: () => 0 }).tokenise("s") ===
      tag,
    false,
  );
});

Deno.test("every secret comes back, lone surrogates and all", () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: "binary" })), (secrets) => {
    const vault = vaultAt({ ms: 0 });
    const tags = secrets.map((secret) => vault.tokenise(secret + "\ud800"));
    secrets.forEach((secret, i) =>
      equal(vault.lookup(tags[i]!), secret + "\ud800")
    );
  }));
});

Deno.test("secrets that differ in a lone surrogate have different tags", () => {
  const vault = vaultAt({ ms: 0 });
  equal(vault.tokenise("\ud800") === vault.tokenise("\ud801"), false);
});

Deno.test("a second secret with the same tag is refused and the first stays", () => {
  const vault = vaultAt({ ms: 0 }, { tagOf: () => "0".repeat(16) });
  vault.tokenise("one");
  vault.tokenise("one");
  throws(
    () => vault.tokenise("two"),
    (error) =>
      error instanceof RefusalError && error.code === "internal" &&
      !error.message.includes("two"),
  );
  equal(vault.lookup("0".repeat(16)), "one");
});

Deno.test("over its count, the vault forgets what was used least recently", () => {
  const vault = vaultAt({ ms: 0 }, { maxCount: 2 });
  const [a, b] = [vault.tokenise("a"), vault.tokenise("b")];
  vault.lookup(a);
  vault.tokenise("c");
  equal(vault.count, 2);
  equal(vault.lookup(a), "a");
  equal(vault.lookup(b), undefined);
});

Deno.test("over its size, the vault forgets too, were it the newest secret", () => {
  const vault = vaultAt({ ms: 0 }, { maxSize: 10 });
  const small = vault.tokenise("1234");
  vault.tokenise("12345678");
  equal(vault.lookup(small), undefined);
  equal(vault.size, 8);
  const large = vault.tokenise("x".repeat(11));
  equal(vault.lookup(large), undefined);
  equal(vault.size, 0);
});

Deno.test("a secret that is not used is forgotten in time, a used one is not", () => {
  const clock = { ms: 0 };
  const vault = vaultAt(clock, { idleMs: 100 });
  const [idle, used] = [vault.tokenise("idle"), vault.tokenise("used")];
  clock.ms = 90;
  equal(vault.lookup(used), "used");
  clock.ms = 150;
  equal(vault.lookup(idle), undefined);
  equal(vault.lookup(used), "used");
  vault.sweep();
  equal(vault.count, 1);
  clock.ms = 1000;
  vault.sweep();
  equal(vault.count, 0);
});

Deno.test("the sizes always add up", () => {
  fc.assert(fc.property(fc.array(fc.string(), { maxLength: 50 }), (secrets) => {
    const vault = vaultAt({ ms: 0 }, { maxCount: 5, maxSize: 30 });
    for (const secret of secrets) vault.tokenise(secret);
    const kept = [...new Set(secrets)]
      .filter((secret) => vault.lookup(vault.tagOf(secret)) !== undefined);
    equal(vault.count, kept.length);
    equal(vault.size, kept.join("").length);
    vault.clear();
    equal(vault.count + vault.size, 0);
  }));
});

Deno.test("a vault that learns what another did restores the same, each secret for its host", () => {
  const told: HeldSecret[] = [];
  const vault = vaultAt({ ms: 0 }, { learnt: (one) => told.push(one) });
  const tags = [
    vault.tokenise("one", "example.com"),
    vault.tokenise("two"),
    vault.tokenise("one", "evil.example"),
  ];
  deepEqual(told, [
    { secret: "one", home: "example.com" },
    { secret: "two", home: undefined },
  ]);
  for (const held of [told, vault.secrets]) {
    const next = vaultAt({ ms: 0 });
    for (const { secret, home } of held) next.tokenise(secret, home);
    deepEqual(tags.map((tag) => next.lookup(tag)), ["one", "two", "one"]);
    equal(next.homeOf(tags[0]!), "example.com");
  }
});
