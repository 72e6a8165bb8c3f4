import { compilePolicy } from "../../../proxy/policy/compile_policy.ts";
import { deepEqual, equal, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { DEFAULT_POLICY, indistinct } from "../../../proxy/mod.ts";
import { formsOf } from "../../../proxy/policy/forms.ts";

const VALUE = "vq7-" + "Hz2+k/9Lm";
const scanFor = (...values: string[]) =>
  compilePolicy({
    data: DEFAULT_POLICY,
    known: values.map((value) => ({ value, type: "KNOWN_VALUE" })),
  }).scan;
const base64 = (text: string) => Buffer.from(text).toString("base64");

Deno.test("a known value is found in plain prose, exactly", () => {
  const text = `it is ${VALUE}, they say`;
  deepEqual(scanFor(VALUE)(text), [{
    start: 6,
    end: 6 + VALUE.length,
    type: "KNOWN_VALUE",
    rule: "known-value",
  }]);
  deepEqual(scanFor(VALUE)(text.toLowerCase()), []);
});

for (
  const [form, encode] of [
    ["percent form", encodeURIComponent],
    ["hex", (text: string) => Buffer.from(text).toString("hex")],
    ["base64", base64],
    ["base64url", (text: string) => Buffer.from(text).toString("base64url")],
    ["base64 behind one byte", (text: string) => base64(`x${text}`)],
    ["base64 behind two bytes", (text: string) => base64(`xy${text}z`)],
    [
      "a JSON string",
      (text: string) => JSON.stringify(text + '"').slice(1, -1),
    ],
  ] as const
) {
  Deno.test(`a known value is found in ${form}`, () => {
    const text = `see ${encode(VALUE)} there`;
    ok(scanFor(VALUE)(text).some(({ rule }) => rule === "known-value"));
  });
}

Deno.test("a known value beyond ASCII is found", () => {
  const value = "Zürich-№7-Käse";
  equal(scanFor(value)(`это ${value}!`).length, 1);
});

Deno.test("what is short or common is not looked for", () => {
  deepEqual(
    [
      "k9#2",
      "localhost",
      "production",
      "my-service-name",
      "12345678",
      "xxxxxxxxxxxx",
      "/home/me/.ssh/id",
    ]
      .map(indistinct),
    ["short", "common", "common", "common", "common", "common", "common"],
  );
  equal(indistinct(VALUE), undefined);
  deepEqual(scanFor("localhost", "k9#2")("localhost k9#2"), []);
});

Deno.test("whatever surrounds a value, one of its forms stands in the base64 of all", () => {
  fc.assert(fc.property(
    fc.string({ unit: "grapheme", minLength: 8, maxLength: 40 }),
    fc.string({ maxLength: 9 }),
    fc.string({ maxLength: 9 }),
    (value, before, after) => {
      const whole = base64(before + value + after);
      const forms = formsOf(value);
      ok(forms.some((form) => whole.includes(form)));
    },
  ));
});
