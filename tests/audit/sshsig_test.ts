import { deepEqual, equal } from "node:assert/strict";
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import {
  armorSshsig,
  signatureOfSshsig,
  sshsigMessage,
} from "../../audit/sshsig.ts";
import { fromUtf8, utf8, withByte } from "../support/byte_stream.ts";

// RFC 8410 §7 with a seed of 32 times 0x07: a key for tests only.
const key = createPrivateKey({
  key: Buffer.from(
    "302e020100300506032b657004220420" + "07".repeat(32),
    "hex",
  ),
  format: "der",
  type: "pkcs8",
});
const publicKey = new Uint8Array(
  createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32),
);
const message = utf8("# waterwall evidence v1\n");
const signature = new Uint8Array(sign(null, sshsigMessage(message), key));
const armored = armorSshsig(publicKey, signature);

Deno.test("an armored signature is what ssh-keygen writes, and gives back its signature", () => {
  equal(armored.split("\n")[0], "-----BEGIN SSH SIGNATURE-----");
  equal(armored.split("\n")[1]?.length, 70);
  equal(armored.endsWith("\n-----END SSH SIGNATURE-----\n"), true);
  deepEqual(signatureOfSshsig(armored, publicKey), signature);
});

Deno.test("every byte of the armor is fixed but those of the signature itself", () => {
  const bytes = utf8(armored);
  for (let at = 0; at < bytes.length; at++) {
    const changed = withByte(bytes, at, bytes[at] === 0x41 ? 0x42 : 0x41);
    const read = signatureOfSshsig(fromUtf8(changed), publicKey);
    if (read) {
      equal(Buffer.from(read).equals(Buffer.from(signature)), false, `${at}`);
    }
  }
});

Deno.test("armor with other line ends, widths or tails is not read", () => {
  for (
    const other of [
      armored.trim(),
      armored + "\n",
      armored.replaceAll("\n", "\r\n"),
      armored.replace(/(.{70})\n/, "$1"),
      "",
      "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
    ]
  ) equal(signatureOfSshsig(other, publicKey), undefined);
});

Deno.test("a signature by another key is not read", () => {
  equal(signatureOfSshsig(armored, publicKey.toReversed()), undefined);
});

Deno.test("a message is bound to its purpose and digest", () => {
  const text = fromUtf8(sshsigMessage(message).subarray(0, 42));
  equal(
    text,
    "SSHSIG\0\0\0\x12waterwall-evidence\0\0\0\0\0\0\0\x06sha512",
  );
  equal(sshsigMessage(message).length, 42 + 4 + 64);
});
