import { deepEqual, equal, match, notEqual, rejects } from "node:assert/strict";
import { CaError, HomeError } from "../../../ops/errors.ts";
import { type Home, homeAt } from "../../../ops/home.ts";
import { keepAdminToken } from "../../../ops/keep_admin_token.ts";
import { keepCa, replaceCa } from "../../../ops/keep_ca.ts";
import { keepTokenizationKey } from "../../../ops/keep_tokenization_key.ts";
import { inFolder } from "./in_home.ts";

const DAY_MS = 86_400_000;
const nowMs = Date.UTC(2030, 0, 1);
const ROOT = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
const options = { hosts: ["a.example.com"], roots: [ROOT], nowMs };

const inHome = (test: (home: Home) => Promise<void>) =>
  inFolder((dir) => test(homeAt(dir)));

Deno.test("a CA is made when there is none, with a bundle that keeps the system's roots", () =>
  inHome(async (home) => {
    equal((await keepCa(home, options)).made, "new");
    const [cert, bundle] = await Promise.all([
      Deno.readTextFile(home.caCert),
      Deno.readTextFile(home.caBundle),
    ]);
    equal(bundle, cert + ROOT);
    equal((await Deno.stat(home.caKey)).mode! & 0o777, 0o600);
    const names = (await Array.fromAsync(Deno.readDir(home.dir)))
      .map(({ name }) => name).sort();
    deepEqual(names, ["ca-bundle.pem", "ca.key", "ca.pem"]);
  }));

Deno.test("a CA that fits is kept, and the bundle follows the roots", () =>
  inHome(async (home) => {
    await keepCa(home, options);
    const cert = await Deno.readTextFile(home.caCert);
    const roots = [ROOT, ROOT.replace("AAAA", "BBBB")];
    equal((await keepCa(home, { ...options, roots })).made, null);
    equal(await Deno.readTextFile(home.caCert), cert);
    match(await Deno.readTextFile(home.caBundle), /BBBB/);
  }));

for (
  const [what, changed, made] of [
    [
      "a host more",
      { hosts: ["a.example.com", "b.example.com"] },
      "host-outside",
    ],
    ["a host less", { hosts: [] as string[] }, "host-too-many"],
    ["its end near", { nowMs: nowMs + 800 * DAY_MS }, "expired"],
    ["its end past", { nowMs: nowMs + 900 * DAY_MS }, "expired"],
  ] as const
) {
  Deno.test(`with ${what}, a CA is made anew`, () =>
    inHome(async (home) => {
      await keepCa(home, { ...options, hosts: ["a.example.com", "x.example"] });
      await keepCa(home, options);
      const before = await Deno.readTextFile(home.caCert);
      equal((await keepCa(home, { ...options, ...changed })).made, made);
      notEqual(await Deno.readTextFile(home.caCert), before);
    }));
}

Deno.test("a CA that was tampered with is not passed over", () =>
  inHome(async (home) => {
    await keepCa(home, options);
    const key = await Deno.readTextFile(home.caKey);
    await replaceCa(home, options);
    await Deno.writeTextFile(home.caKey, key);
    await rejects(keepCa(home, options), (error) => {
      return error instanceof CaError && error.code === "unusable" &&
        /regen-ca/.test(error.hint!);
    });
    await Deno.remove(home.caKey);
    await rejects(keepCa(home, options), CaError);
  }));

Deno.test("a CA that cannot be written leaves the old one as it was", () =>
  inHome(async (home) => {
    await keepCa(home, options);
    const before = await Deno.readTextFile(home.caCert);
    await Deno.remove(home.caBundle);
    await Deno.mkdir(`${home.caBundle}/in the way`, { recursive: true });
    await rejects(replaceCa(home, options));
    const left = (await Array.fromAsync(Deno.readDir(home.dir)))
      .filter(({ name }) => name.includes("tmp"));
    deepEqual(left, []);
    equal(await Deno.readTextFile(home.caCert), before);
    await Deno.remove(home.caBundle, { recursive: true });
    equal((await keepCa(home, options)).made, null);
  }));

Deno.test("a tokenization key is made once, closed to others", () =>
  inHome(async (home) => {
    const key = await keepTokenizationKey(home);
    equal(key.length, 32);
    deepEqual(await keepTokenizationKey(home), key);
    equal((await Deno.stat(home.tokenizationKey)).mode! & 0o777, 0o600);
  }));

for (
  const [what, spoil] of [
    ["that others can read", (path: string) => Deno.chmod(path, 0o644)],
    ["that is too short", (path: string) => Deno.truncate(path, 31)],
  ] as const
) {
  Deno.test(`a tokenization key ${what} is refused, with what to do`, () =>
    inHome(async (home) => {
      await keepTokenizationKey(home);
      await spoil(home.tokenizationKey);
      await rejects(keepTokenizationKey(home), (error) => {
        return error instanceof HomeError && error.hint !== undefined;
      });
    }));
}

Deno.test("an admin token is made once, and anew when it is not one", () =>
  inHome(async (home) => {
    const token = await keepAdminToken(home);
    match(token, /^[0-9a-f]{64}$/);
    equal(await keepAdminToken(home), token);
    await Deno.writeTextFile(home.adminToken, "weak");
    notEqual(await keepAdminToken(home), "weak");
    equal((await Deno.stat(home.adminToken)).mode! & 0o777, 0o600);
  }));
