import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { canonical, parseCanonical, type Value } from "../../audit/mod.ts";
import { encode } from "../support/audit_log.ts";

const written: readonly (readonly [Value, string])[] = [
  [{}, "{}"],
  [[], "[]"],
  [0, "0"],
  [-0, "0"],
  [2 ** 53 - 1, "9007199254740991"],
  [true, "true"],
  ["", '""'],
  ["é€😀", '"é€😀"'],
  ["\u007f\u2028", '"\u007f\u2028"'],
  ['"\\/', '"\\"\\\\/"'],
  ["\b\f\n\r\t\0\x1f", '"\\b\\f\\n\\r\\t\\u0000\\u001f"'],
  [{ b: 1, a: [2, { c: "x" }] }, '{"a":[2,{"c":"x"}],"b":1}'],
  [{ a_b: 1, ab: 2, a1: 3, a: 4 }, '{"a":4,"a1":3,"a_b":1,"ab":2}'],
  [{ AWS: 1, _X: 2, "1P": 3 }, '{"1P":3,"AWS":1,"_X":2}'],
  [{ a: 1, b: undefined }, '{"a":1}'],
];

for (const [value, text] of written) {
  Deno.test(`canonical() writes ${text}`, () => {
    equal(canonical(value), text);
    deepEqual(parseCanonical(encode(text)).value, JSON.parse(text));
  });
}

const unwritable: Record<string, unknown> = {
  "null": null,
  "a fraction": 0.5,
  "a negative number": -1,
  "a number past 2^53": 2 ** 53,
  "infinity": Infinity,
  "half a surrogate pair": "\ud800",
  "a function": () => {},
  "a big integer": 1n,
  "an empty key": { "": 1 },
  "a key with a capital inside": { aB: 1 },
  "a key with a space": { "a b": 1 },
  "a long key": { ["a".repeat(33)]: 1 },
  "five levels": [[[[[]]]]],
};

for (const [what, value] of Object.entries(unwritable)) {
  Deno.test(`canonical() does not write ${what}`, () => {
    throws(() => canonical(value as Value), TypeError);
  });
}

const refused: readonly (readonly [string, string])[] = [
  ["", "bad-json"],
  ["{", "bad-json"],
  ["[1,]", "bad-json"],
  ['{"a":1,}', "bad-json"],
  ['{"a"}', "bad-json"],
  ['"a', "bad-json"],
  ['"\n"', "bad-json"],
  ['"\\x"', "bad-json"],
  ["01", "bad-json"],
  ["+1", "bad-json"],
  ["tru", "bad-json"],
  ["truefalse", "bad-json"],
  ["1 2", "bad-json"],
  ["NaN", "bad-json"],
  ["'a'", "bad-json"],
  ["\ufeff1", "bad-json"],
  ["1\0", "bad-json"],
  [" 1", "not-canonical"],
  ["1 ", "not-canonical"],
  ["1\n", "not-canonical"],
  ["1\r", "not-canonical"],
  ["[1, 2]", "not-canonical"],
  ['{"a": 1}', "not-canonical"],
  ['{"b":1,"a":1}', "not-canonical"],
  ['{"a":1,"a":1}', "not-canonical"],
  ['{"ab":1,"a":1}', "not-canonical"],
  ['{"A":1,"a":1,"B":1}', "not-canonical"],
  ['{"aB":1}', "not-canonical"],
  ['{"":1}', "not-canonical"],
  ['{"\\u0061":1}', "not-canonical"],
  ['"\\u0061"', "not-canonical"],
  ['"\\/"', "not-canonical"],
  ['"\\u000a"', "not-canonical"],
  ['"\\u001F"', "not-canonical"],
  ['"\\ud83d\\ude00"', "not-canonical"],
  ['"\\u00e9"', "not-canonical"],
  ['"\\u007f"', "not-canonical"],
  ["null", "not-canonical"],
  ["-0", "not-canonical"],
  ["-1", "not-canonical"],
  ["1.0", "not-canonical"],
  ["1e0", "not-canonical"],
  ["1E+2", "not-canonical"],
  ["9007199254740992", "not-canonical"],
  ["9007199254740993", "not-canonical"],
  ["99999999999999999999", "not-canonical"],
  ["[[[[[]]]]]", "not-canonical"],
];

for (const [text, fault] of refused) {
  Deno.test(`${JSON.stringify(text)} is refused as ${fault}`, () => {
    deepEqual(parseCanonical(encode(text)), { fault });
  });
}

for (
  const [what, bytes] of Object.entries({
    "a stray byte": [0x22, 0xff, 0x22],
    "a stray continuation": [0x22, 0x80, 0x22],
    "an overlong slash": [0x22, 0xc0, 0xaf, 0x22],
    "a surrogate in UTF-8": [0x22, 0xed, 0xa0, 0x80, 0x22],
    "a letter cut short": [0x22, 0xe2, 0x82, 0x22],
    "a code point past the last": [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22],
  })
) {
  Deno.test(`${what} is refused as bad-utf8`, () => {
    deepEqual(parseCanonical(Uint8Array.from(bytes)), { fault: "bad-utf8" });
  });
}

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const leaf = fc.oneof(
  fc.boolean(),
  fc.maxSafeNat(),
  fc.string({ unit: "binary" }),
);
const list = fc.array(leaf, { maxLength: 4 });
const object = fc.dictionary(key, fc.oneof(leaf, list), { maxKeys: 6 });
const value = fc.dictionary(
  key,
  fc.oneof(leaf, list, object, fc.array(object, { maxLength: 3 })),
  { maxKeys: 8 },
);

Deno.test("what canonical() writes is read back as it was", () => {
  fc.assert(fc.property(value, (value) => {
    const text = canonical(value as Value);
    const parsed = parseCanonical(encode(text));
    equal(canonical(parsed.value!), text);
    equal(parsed.fault, undefined);
  }));
});

Deno.test("only what canonical() would write is read", () => {
  const change = fc.record({
    at: fc.nat(),
    byte: fc.integer({ min: 0, max: 255 }),
    how: fc.constantFrom("replace", "insert", "delete"),
  });
  fc.assert(
    fc.property(value, change, (value, { at, byte, how }) => {
      const bytes = [...encode(canonical(value as Value))];
      const index = at % bytes.length;
      if (how === "replace") bytes[index] = byte;
      if (how === "insert") bytes.splice(index, 0, byte);
      if (how === "delete") bytes.splice(index, 1);
      const changed = Uint8Array.from(bytes);
      const parsed = parseCanonical(changed);
      if (parsed.value === undefined) return;
      deepEqual(encode(canonical(parsed.value)), changed);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("the deepest nesting of a line is refused without overflow", () => {
  const deep = encode("[".repeat(32_000) + "]".repeat(32_000));
  equal(parseCanonical(deep).fault, "not-canonical");
});
