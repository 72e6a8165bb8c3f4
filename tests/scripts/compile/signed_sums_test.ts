import { equal, ok, throws } from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { checkNote, parseNote } from "../../../audit/mod.ts";
import {
  releaseSigner,
  signedSums,
  sumsOf,
} from "../../../scripts/compile/signed_sums.ts";

const pem = (kind: "ed25519" | "x25519") =>
  generateKeyPairSync(kind as "ed25519").privateKey
    .export({ format: "pem", type: "pkcs8" }).toString();

const FILES = new Map([
  ["b", new TextEncoder().encode("abc")],
  ["a", new Uint8Array()],
]);

Deno.test("sums are lines as sha256sum writes them, by name", () => {
  equal(
    sumsOf(FILES),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n" +
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n",
  );
});

Deno.test("signed sums are a note that its key verifies, and no other", () => {
  const signer = releaseSigner(pem("ed25519"), "waterwall-release");
  const note = parseNote(signedSums(sumsOf(FILES), signer))!;
  ok(note);
  equal(note.text, sumsOf(FILES));
  equal(checkNote(note, signer.vkey), "good");
  const other = releaseSigner(pem("ed25519"), "waterwall-release");
  equal(checkNote(note, other.vkey), "absent");
});

Deno.test("what is no Ed25519 key signs nothing, and is not quoted", () => {
  for (const text of ["top secret", pem("x25519")]) {
    throws(() => releaseSigner(text, "n"), (error: Error) => {
      equal(error.message.includes(text), false);
      return true;
    });
  }
});
