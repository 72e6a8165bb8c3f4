import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import fc from "fast-check";
import { createScanner, whyNotKnown } from "../../../proxy/detect/mod.ts";

const VALUE = "kaffee-" + "Tasse/42+ü";

function found(text: string, value = VALUE): readonly string[] {
  const { scan } = createScanner({ rules: [], knownValues: [{ value }] });
  return scan(text).map(({ start, end }) => text.slice(start, end));
}

for (
  const [what, form] of [
    ["as it is", VALUE],
    ["as JSON writes it", JSON.stringify(VALUE + '"').slice(1, -3)],
    ["as a URL writes it", encodeURIComponent(VALUE)],
    ["in base64", Buffer.from(VALUE).toString("base64").replace(/=+$/, "")],
    ["in base64url", Buffer.from(VALUE).toString("base64url")],
    ["in hexadecimal", Buffer.from(VALUE).toString("hex")],
    [
      "in capitals of hexadecimal",
      Buffer.from(VALUE).toString("hex").toUpperCase(),
    ],
  ] as const
) {
  Deno.test(`a known value is found ${what}`, () => {
    assert.deepEqual(found(`see (${form}) there`), [form]);
  });
}

Deno.test("a known value is found inside longer base64, wherever it begins", () => {
  for (const before of ["", "x", "xy", "xyz"]) {
    const encoded = Buffer.from(`${before}${VALUE} and more`).toString(
      "base64",
    );
    assert.deepEqual(found(`a ${encoded} b`), [encoded]);
  }
});

Deno.test("a known value is found in the middle of a word", () => {
  assert.deepEqual(found(`abc${VALUE}def`), [VALUE]);
});

Deno.test("case counts in a known value", () => {
  assert.deepEqual(found(VALUE.toUpperCase()), []);
});

Deno.test("any known value is found at its place in any text", () => {
  const part = fc.string({ maxLength: 40, unit: "binary" });
  const value = fc.string({
    minLength: 10,
    maxLength: 40,
    unit: "grapheme-ascii",
  })
    .filter((value) => whyNotKnown(value) === undefined);
  fc.assert(
    fc.property(part, value, part, (before, value, after) => {
      const { scan } = createScanner({ rules: [], knownValues: [{ value }] });
      const start = before.length;
      assert.ok(
        scan(before + value + after).some((finding) =>
          finding.start <= start && finding.end >= start + value.length
        ),
      );
    }),
    { seed: 3, numRuns: 60 },
  );
});

Deno.test("the type of a known value names its findings", () => {
  const { scan } = createScanner({
    rules: [],
    knownValues: [{ value: VALUE, type: "NETRC_PASSWORD" }],
  });
  assert.equal(scan(`password: ${VALUE}\n`)[0]?.type, "NETRC_PASSWORD");
});

Deno.test("values that are short or common are not looked for, and it is said why", () => {
  assert.equal(whyNotKnown("abc123"), "short");
  for (
    const value of [
      "password",
      "changeme",
      "localhost",
      "12345678",
      "aaaaaaaaaa",
    ]
  ) {
    assert.equal(whyNotKnown(value), "common", value);
    assert.deepEqual(found(`x ${value} y`, value), []);
  }
  assert.equal(whyNotKnown(VALUE), undefined);
});
