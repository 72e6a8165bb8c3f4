import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { seeded } from "../../corpus/seeded.ts";

const { scan } = createScanner({ rules: [] });
const random = seeded(8);
const line = () => sample("[A-Za-z0-9+/]{64}", random);
const dashes = "-".repeat(5);

/** The lines of a private key in armour. */
function lines(label: string, count: number): readonly string[] {
  return [
    `${dashes}BEGIN ${label}${dashes}`,
    ...Array.from({ length: count }, line),
    sample("[A-Za-z0-9+/]{30}", random) + "==",
    `${dashes}END ${label}${dashes}`,
  ];
}

function assertWhole(text: string, key: string, type?: string) {
  const start = text.indexOf(key);
  assert.ok(start >= 0);
  const found = scan(text);
  assert.equal(found.length, 1, text.slice(0, 200));
  assert.deepEqual(
    [found[0]!.start, found[0]!.end],
    [start, start + key.length],
  );
  if (type) assert.equal(found[0]!.type, type);
}

for (
  const [label, type] of [
    ["PRIVATE KEY", "PRIVATE_KEY"],
    ["RSA PRIVATE KEY", "PRIVATE_KEY"],
    ["EC PRIVATE KEY", "PRIVATE_KEY"],
    ["DSA PRIVATE KEY", "PRIVATE_KEY"],
    ["ENCRYPTED PRIVATE KEY", "PRIVATE_KEY"],
    ["OPENSSH PRIVATE KEY", "SSH_PRIVATE_KEY"],
    ["PGP PRIVATE KEY BLOCK", "PGP_PRIVATE_KEY"],
    ["OpenVPN Static key V1", "PRIVATE_KEY"],
  ] as const
) {
  Deno.test(`a ${label} is found from its first dash to its last`, () => {
    const key = lines(label, 12).join("\n");
    assertWhole(`see below\n${key}\nthat was it`, key, type);
  });
}

for (
  const [how, joint] of [
    ["plain lines", "\n"],
    ["lines of Windows", "\r\n"],
    ["escaped line breaks", "\\n"],
    ["doubly escaped line breaks", "\\\\n"],
    ["escaped line breaks of Windows", "\\r\\n"],
    ["lines quoted one by one", '\\n" +\n    "'],
    ["lines of a list", '",\n  "'],
    ["a mail's quotation marks", "\n> "],
    ["indentation", "\n        "],
    ["comments", "\n# "],
    ["times of a log", "\n2025-03-01T10:00:00.123Z INFO [main] key: "],
    ["numbers of lines", "\n   12\t"],
    ["added lines of a diff", "\n+"],
    ["one line with blanks", " "],
    ["percent encoding", "%0A"],
    ["colour codes", "\u001b[0m\n\u001b[32m"],
  ] as const
) {
  Deno.test(`a private key is found whole through ${how}`, () => {
    const key = lines("RSA PRIVATE KEY", 10).join(joint);
    assertWhole(`before ${key} after`, key);
  });
}

Deno.test("keys of any length are found whole", () => {
  for (const count of [1, 3, 100, 4000]) {
    const key = lines("PRIVATE KEY", count).join("\n");
    assertWhole(`x\n${key}\n`, key);
  }
});

Deno.test("headers inside the armour belong to it", () => {
  const [first, ...rest] = lines("RSA PRIVATE KEY", 5);
  const key = [
    first,
    "Proc-Type: 4,ENCRYPTED",
    "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF",
    "",
    ...rest,
  ].join("\n");
  assertWhole(key, key);
});

Deno.test("two keys one after the other are two findings", () => {
  const one = lines("PRIVATE KEY", 4).join("\n");
  const other = lines("EC PRIVATE KEY", 2).join("\n");
  assert.equal(scan(`${one}\n\n${other}\n`).length, 2);
});

Deno.test("a key whose end is missing is found to the end of its last line", () => {
  const key = lines("RSA PRIVATE KEY", 9).slice(0, -2).join("\n");
  assertWhole(`${key}\n[truncated]`, key);
});

Deno.test("the private lines of a PuTTY key are found", () => {
  const body = [line(), line(), line()].join("\n");
  const mac = sample("[0-9a-f]{40}", random);
  const text = `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n` +
    `Public-Lines: 1\n${line()}\nPrivate-Lines: 3\n${body}\nPrivate-MAC: ${mac}\n`;
  const [found] = scan(text);
  assert.ok(found && found.start <= text.indexOf(body));
  assert.ok(found.end >= text.indexOf(body) + body.length);
});

for (
  const [what, text] of [
    ["a certificate", lines("CERTIFICATE", 9).join("\n")],
    ["a public key", lines("PUBLIC KEY", 5).join("\n")],
    ["a PGP public key", lines("PGP PUBLIC KEY BLOCK", 5).join("\n")],
    ["a PGP message", lines("PGP MESSAGE", 5).join("\n")],
    ["an age file", lines("AGE ENCRYPTED FILE", 5).join("\n")],
    ["a certificate request", lines("CERTIFICATE REQUEST", 5).join("\n")],
    [
      "code that looks for a key",
      `if (text.includes("${dashes}BEGIN PRIVATE KEY${dashes}")) return parse(text);`,
    ],
    [
      "a key that was left out",
      `${dashes}BEGIN PRIVATE KEY${dashes}\n...\n${dashes}END PRIVATE KEY${dashes}`,
    ],
    [
      "a key that is to be put in",
      `${dashes}BEGIN RSA PRIVATE KEY${dashes}\nYOUR KEY HERE\n${dashes}END RSA PRIVATE KEY${dashes}`,
    ],
  ] as const
) {
  Deno.test(`nothing is found in ${what}`, () => {
    assert.deepEqual(scan(`x\n${text}\ny`), []);
  });
}
