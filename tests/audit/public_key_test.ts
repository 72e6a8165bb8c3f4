import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import {
  checkNote,
  createSigningKey,
  formatVkey,
  type KeyError,
  loadPublicKey,
  loadSigningKey,
  makeVkey,
  parsePublicKey,
  publicKeyPem,
  signerFor,
  signNote,
} from "../../audit/mod.ts";
import { encode } from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const disk = new MemoryDisk();
const key = createSigningKey("/signing.key", disk);
const origin = "local/waterwall/0123456789abcdef";
const vkey = formatVkey(makeVkey(origin, key.publicKey));
const code = (expected: string) => (error: unknown) =>
  (error as KeyError).code === expected;

Deno.test("a key that was made is read back, and signs the same", () => {
  const again = loadSigningKey("/signing.key", disk);
  deepEqual(again.publicKey, key.publicKey);
  deepEqual(again.sign(encode("text")), key.sign(encode("text")));
});

Deno.test("a key signs for the log whose name it bears", () => {
  const note = signNote(`${origin}\n0\n`, signerFor(key, origin));
  equal(checkNote(note, makeVkey(origin, key.publicKey)), "good");
  equal(checkNote(note, makeVkey(`${origin}0`, key.publicKey)), "absent");
});

Deno.test("a vkey is a public key and the log that it is for", () => {
  deepEqual(parsePublicKey(vkey), { publicKey: key.publicKey, origin });
  deepEqual(parsePublicKey(`${vkey}\n`), { publicKey: key.publicKey, origin });
});

Deno.test("a PEM is a public key for any log", () => {
  const pem = publicKeyPem(key.publicKey);
  deepEqual(parsePublicKey(pem), { publicKey: key.publicKey });
  deepEqual(parsePublicKey(pem.replaceAll("\n", "\r\n")), {
    publicKey: key.publicKey,
  });
});

Deno.test("a public key is given as itself or as a file", () => {
  disk.put("/log.vkey", encode(`${vkey}\n`));
  disk.put("/key.pem", encode(publicKeyPem(key.publicKey)));
  for (const argument of [vkey, "/log.vkey", "/key.pem"]) {
    deepEqual(loadPublicKey(argument, disk).publicKey, key.publicKey);
  }
});

Deno.test("a private key is refused without a word of it", () => {
  const pem = disk.text("/signing.key");
  const secret = pem.split("\n")[1]!;
  for (const argument of [pem, "/signing.key", `x${pem}`, pem.toLowerCase()]) {
    throws(() => loadPublicKey(argument, disk), (error) => {
      const { code, message, hint } = error as KeyError;
      const said = `${message} ${hint}`.toLowerCase();
      return ["private", "unreadable"].includes(code) &&
        !said.includes(secret.toLowerCase());
    });
  }
});

const { publicKey: rsa } = generateKeyPairSync("rsa", { modulusLength: 1024 });

for (
  const [what, text] of Object.entries({
    "nothing": "",
    "a word": "key",
    "an RSA key": rsa.export({ format: "pem", type: "spki" }).toString(),
    "a PEM that is cut": publicKeyPem(key.publicKey).slice(0, -30),
    "a PEM with a byte more": publicKeyPem(new Uint8Array(33)),
    "a vkey with another key id": vkey.replace(/\+........\+/, "+00000000+"),
    "a witness's key": formatVkey(
      makeVkey(origin, key.publicKey, "cosignature"),
    ),
  })
) {
  Deno.test(`${what} is no public key`, () => {
    throws(() => parsePublicKey(text), code("malformed"));
  });
}

Deno.test("a public key that anyone can sign for is refused", () => {
  for (const y of [0, 1]) {
    const weak = new Uint8Array(32);
    weak[0] = y;
    throws(() => parsePublicKey(publicKeyPem(weak)), code("weak"));
    const named = formatVkey(makeVkey(origin, weak));
    throws(() => parsePublicKey(named), code("weak"));
  }
});

Deno.test("a key is not made where one is", () => {
  const before = disk.text("/signing.key");
  throws(() => createSigningKey("/signing.key", disk), code("exists"));
  equal(disk.text("/signing.key"), before);
  ok(disk.list("").every((name) => !name.startsWith("signing.key.")));
});
