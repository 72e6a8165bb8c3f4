import { checkNote, type Note } from "./note.ts";
import { Refutation } from "./refutation.ts";
import type { Vkey } from "./vkey.ts";

/**
 * Goes on only if the key signed the note.
 *
 * @param what names the note in the refutation, e.g. `its checkpoint`.
 * @throws {Refutation} `key-unknown`, `signature`, `key-weak`.
 */
export function requireSignature(note: Note, vkey: Vkey, what: string): void {
  switch (checkNote(note, vkey)) {
    case "good":
      return;
    case "absent":
      throw new Refutation("key-unknown", `the key did not sign ${what}`);
    case "bad":
      throw new Refutation("signature", `the signature of ${what} is wrong`);
    case "weak":
      throw new Refutation(
        "key-weak",
        `the key of ${what}, or its signature, is a weak one`,
      );
  }
}
