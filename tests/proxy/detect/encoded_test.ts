import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import type { Rule } from "../../../proxy/detect/mod.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { encodedCases } from "../../corpus/encoded_cases.ts";
import { seeded } from "../../corpus/seeded.ts";

const RULE: Rule = {
  id: "acme-key",
  type: "ACME_KEY",
  shape: "acme_[A-Za-z0-9/+]{30,}",
};
const SECRET = sample("acme_[A-Za-z0-9]{36}", seeded(3));
const { scan } = createScanner({ rules: [RULE] });

function found(text: string): readonly string[] {
  return scan(text).map(({ start, end }) => text.slice(start, end));
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const hex = (text: string) => Buffer.from(text).toString("hex");
const each = (write: (code: number) => string) =>
  [...SECRET].map((c) => write(c.charCodeAt(0))).join("");
const two = (code: number) => code.toString(16).padStart(2, "0");
const [A, B, C] = [SECRET.slice(0, 9), SECRET.slice(9, 25), SECRET.slice(25)];

/** The encoded span alone is the finding. */
const SPANS: readonly (readonly [what: string, encoded: string])[] = [
  ["base64", base64(SECRET)],
  ["base64url", Buffer.from(`x?>${SECRET}`).toString("base64url")],
  ["base64 with a line break at its end", base64(`${SECRET}\n`)],
  ["base64 of an assignment", base64(`KEY=${SECRET}`)],
  ["base64 of base64", base64(base64(SECRET))],
  ["base64 of a compressed text", gzipSync(`k=${SECRET}\n`).toString("base64")],
  [
    "base64 of wide characters",
    Buffer.from(SECRET, "utf16le").toString("base64"),
  ],
  ["hexadecimal", hex(SECRET)],
  ["hexadecimal in capitals", hex(SECRET).toUpperCase()],
  ["hexadecimal of base64", hex(base64(SECRET))],
  ["percent encoding", each((code) => "%" + two(code))],
  ["double percent encoding", each((code) => "%25" + two(code))],
  ["Unicode escapes", each((code) => "\\u00" + two(code))],
  ["escaped Unicode escapes", each((code) => "\\\\u00" + two(code))],
  ["byte escapes", each((code) => "\\x" + two(code))],
  ["octal escapes", each((c) => "\\" + c.toString(8).padStart(3, "0"))],
  ["entities", each((code) => `&#${code};`)],
  ["hexadecimal entities", each((code) => `&#x${two(code)};`)],
  ["two strings", `${A}${B}" + "${C}`],
  ["three strings", `${A}" + "${B}" + "${C}`],
  ["strings on lines of their own", `${A}"\n    "${B}"\n    "${C}`],
  ["strings joined over lines", `${A}${B}" +\n  "${C}`],
  ["a shell's continued line", `${A}${B}\\\n${C}`],
  ["characters that nobody sees", `${A}\u200b${B}\ufeff${C}`],
  ["escaped slashes", `${A}${B}ab\\/cd${C}`],
];

for (const [what, encoded] of SPANS) {
  Deno.test(`a secret in ${what} is found, and only it`, () => {
    const before = 'x = "';
    const text = `${before}${encoded}"\nnext line\n`;
    assert.deepEqual(found(text), [encoded]);
  });
}

for (
  const [what, text] of [
    ["decimal codes", `String.fromCharCode(${[...Buffer.from(SECRET)]})`],
    [
      "bytes of a program",
      `[]byte{${
        [...Buffer.from(SECRET)].map((b) => "0x" + two(b)).join(", ")
      }}`,
    ],
    ["pieces of a list", `["${A}", "${B}", "${C}"].join("")`],
    ["pieces joined in Python", `"".join(["${A}", "${B}", "${C}"])`],
    ["a string turned around", `"${[...SECRET].reverse().join("")}"[::-1]`],
  ] as const
) {
  Deno.test(`a secret in ${what} is found`, () => {
    assert.equal(found(text).length, 1);
  });
}

Deno.test("a secret in wrapped base64 is found over all its lines", () => {
  const plain = `# settings\nregion = eu\nkey = ${SECRET}\nport = 5432\n`;
  for (const joint of ["\n", "\r\n", "\\n", "\n    ", "\n> "]) {
    const encoded = base64(plain).match(/.{1,60}/g)!.join(joint);
    assert.deepEqual(found(`data:\n${encoded}\n--`), [encoded], joint);
  }
});

Deno.test("names and values are found in encoded text too", () => {
  const { scan } = createScanner({ rules: [] });
  const plain = `password=${"Tr0ub" + "4dor&3x"}`;
  assert.equal(scan(`x: ${base64(plain)} y`).length, 1);
  assert.equal(scan(`x: ${hex(plain)} y`).length, 1);
  assert.equal(
    scan(`q=${encodeURIComponent(`{"${plain.replace("=", '":"')}"}`)}`).length,
    1,
  );
});

Deno.test("a name that is escaped finds its value alone", () => {
  const value = "q8ZpL2vX" + "9kTn4RbW6yHsE1mD";
  assert.deepEqual(found(`%22api_key%22%3A%22${value}%22`), [value]);
});

Deno.test("images, fonts and digests in base64 are no texts", () => {
  const random = seeded(9);
  for (let i = 0; i < 50; i++) {
    const blob = sample("[A-Za-z0-9+/]{400}", random);
    assert.deepEqual(found(`data:image/png;base64,iVBORw0KGgo${blob}==`), []);
    assert.deepEqual(found(`sha512-${blob.slice(0, 86)}==`), []);
  }
});

Deno.test("what is nested deeper than anybody nests it is left alone", () => {
  let text = SECRET;
  for (let i = 0; i < 5; i++) text = base64(text);
  assert.deepEqual(found(text), []);
});

Deno.test("a small text that inflates to a huge one is left alone", () => {
  const bomb = gzipSync(" ".repeat(5_000_000)).toString("base64");
  assert.deepEqual(found(`x: ${bomb}`), []);
});

Deno.test("encoded secrets of all kinds are found by level", () => {
  const { scan } = createScanner();
  const hits = { easy: 0, medium: 0, hard: 0 };
  const tries = { easy: 0, medium: 0, hard: 0 };
  for (const { level, text, start, end } of encodedCases(seeded(12))) {
    tries[level]++;
    const isFound = scan(text).some((f) => f.start <= start && f.end >= end);
    if (isFound) hits[level]++;
  }
  assert.ok(hits.easy / tries.easy >= 0.98, `easy: ${hits.easy}/${tries.easy}`);
  assert.ok(hits.medium / tries.medium >= 0.9, `medium: ${hits.medium}`);
  assert.ok(hits.hard / tries.hard >= 0.6, `hard: ${hits.hard}/${tries.hard}`);
});
