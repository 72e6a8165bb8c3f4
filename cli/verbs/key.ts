import {
  formatVkey,
  publicKeyPem,
  readLog,
  sshFingerprint,
  sshPublicKey,
} from "../../audit/mod.ts";
import { homeAt } from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";

/** Prints the public half of the key that signs, in the forms that others want. */
export default function key(
  { what, home, json }: {
    readonly what: string;
    readonly home: string | undefined;
    readonly json: boolean;
  },
  io: Io,
): Exit {
  if (what !== "show") {
    throw new CliError("usage", `Cannot do that with a key: ${what}`, {
      hint: "Use `waterwall key show`, or `waterwall rotate-key`.",
    });
  }
  const { audit } = homeAt(homeDir(home, io));
  const { vkey } = readLog(audit);
  if (!vkey) {
    throw new CliError(
      "unreadable",
      `Cannot find the key of the log: ${audit}`,
      {
        hint: "Run `waterwall verify-chain`.",
      },
    );
  }
  const { publicKey, keyId, name } = vkey;
  const shown = {
    vkey: formatVkey(vkey),
    origin: name,
    key_id: keyId,
    fingerprint: sshFingerprint(publicKey),
    ssh: sshPublicKey(publicKey),
    pem: publicKeyPem(publicKey),
  };
  if (json) io.print(JSON.stringify(shown));
  else {
    io.print(shown.vkey);
    io.print(`${shown.fingerprint} (ED25519), key id ${keyId}`);
    io.print(shown.ssh);
    io.print(shown.pem.trimEnd());
  }
  return Exit.ok;
}
