import { deepEqual, equal, ok } from "node:assert/strict";
import { trustStore } from "../../../ops/trust/trust_store.ts";

const of = (
  os: "linux" | "darwin" | "windows",
  there: readonly string[] = [],
  isRoot = false,
) =>
  trustStore({
    os,
    caCert: "/w/ca.pem",
    commonName: "Waterwall local CA 1a2b",
    userHome: "/Users/me",
    isThere: (path) => there.includes(path),
    isRoot,
  });

const DEBIAN = ["/usr/sbin/update-ca-certificates"];
const FEDORA = ["/usr/bin/update-ca-trust"];

Deno.test("on Debian the certificate goes where update-ca-certificates reads it", () => {
  const store = of("linux", DEBIAN)!;
  equal(store.file, "/usr/local/share/ca-certificates/waterwall.crt");
  deepEqual(store.install, [
    ["sudo", "install", "-D", "-m", "0644", "/w/ca.pem", store.file],
    ["sudo", "update-ca-certificates"],
  ]);
  deepEqual(store.uninstall, [
    ["sudo", "rm", "-f", store.file],
    ["sudo", "update-ca-certificates"],
  ]);
});

Deno.test("on Fedora it goes where update-ca-trust reads it", () => {
  const store = of("linux", FEDORA)!;
  equal(store.file, "/etc/pki/ca-trust/source/anchors/waterwall.pem");
  deepEqual(store.install.at(-1), ["sudo", "update-ca-trust", "extract"]);
});

Deno.test("who is root already needs no sudo", () => {
  const words = of("linux", DEBIAN, true)!.install.flat();
  ok(!words.includes("sudo"));
});

Deno.test("a system whose store is not known has none", () => {
  equal(of("linux"), null);
});

Deno.test("on macOS and Windows it is the user's own store, not everybody's", () => {
  const mac = of("darwin")!;
  ok(mac.install[0]!.includes(
    "/Users/me/Library/Keychains/login.keychain-db",
  ));
  ok(!mac.install.flat().includes("sudo"));
  for (
    const words of [...of("windows")!.install, ...of("windows")!.uninstall]
  ) {
    deepEqual(words.slice(0, 2), ["certutil", "-user"]);
  }
});

Deno.test("what is taken away is found by our name and no other", () => {
  for (const os of ["darwin", "windows"] as const) {
    ok(of(os)!.uninstall.at(-1)!.includes("Waterwall local CA 1a2b"));
  }
});
