import { equal, ok } from "node:assert/strict";
import { isRecord, parseCanonical, type Value } from "../../audit/mod.ts";
import { SCHEMA } from "../../audit/schema.ts";
import fc from "fast-check";
import { canonical } from "../../audit/canonical.ts";
import { decode, sample } from "../support/audit_log.ts";

const log = await sample();
const records = log.lines.map((line) =>
  parseCanonical(line).value as Readonly<Record<string, Value>>
);

for (const record of records) {
  const { type, seq } = record;

  Deno.test(`record ${seq} (${type}) fits its schema`, () => {
    ok(isRecord(record));
  });

  Deno.test(`record ${seq} (${type}) needs each of its fields`, () => {
    for (const name of Object.keys(record)) {
      const { [name]: _left, ...rest } = record;
      const isOptional = name === "catalogue" && type !== "session";
      equal(isRecord(rest), isOptional, name);
    }
  });

  Deno.test(`record ${seq} (${type}) takes no other field`, () => {
    for (const name of ["x", "constructor", "valueof", "policy_", "seq2"]) {
      equal(isRecord({ ...record, [name]: 1 }), false, name);
    }
  });

  Deno.test(`record ${seq} (${type}) takes no other field in place of one`, () => {
    for (const name of Object.keys(record)) {
      const { [name]: left, ...rest } = record;
      equal(isRecord({ ...rest, constructor: left! }), false, name);
    }
  });

  Deno.test(`record ${seq} (${type}) takes no value of another type`, () => {
    for (const name of Object.keys(record)) {
      for (const value of [[], {}, "", "\n", 1.5, true] as Value[]) {
        if (typeof value === typeof record[name]) continue;
        equal(isRecord({ ...record, [name]: value }), false, name);
      }
    }
  });
}

for (const value of [1, "x", true, [], {}, [{}], { type: "toString" }]) {
  Deno.test(`${JSON.stringify(value)} is no record`, () => {
    equal(isRecord(value as Value), false);
  });
}

Deno.test("no type of record has a field for a secret", () => {
  const names = Object.values(SCHEMA).flatMap((fields) => Object.keys(fields));
  for (const name of ["secret", "plaintext", "value", "text", "body"]) {
    ok(!names.includes(name));
  }
  ok(!log.lines.map(decode).join().includes("secret"));
});

for (
  const [what, change] of Object.entries({
    "a tag of 15 digits": { items: [{ kind: "A", tag: "0".repeat(15) }] },
    "a tag in capitals": { items: [{ kind: "A", tag: "A".repeat(16) }] },
    "an item with a field more": {
      items: [{ kind: "A", tag: "0".repeat(16), at: 1 }],
    },
    "an item without a kind": { items: [{ tag: "0".repeat(16) }] },
    "a host with a space": { host: "a b" },
    "a host of 129 letters": { host: "a".repeat(129) },
    "a policy of 63 digits": { policy: "0".repeat(63) },
    "a time without milliseconds": { ts: "2026-09-01T12:00:00Z" },
    "a time in another zone": { ts: "2026-09-01T12:00:00.000+00:00" },
  })
) {
  Deno.test(`a redaction with ${what} is no record`, () => {
    const redaction = records.find(({ type }) => type === "redaction")!;
    equal(isRecord({ ...redaction, ...change } as Value), false);
  });
}

Deno.test("whatever fits its schema can be written", () => {
  const odd = fc.oneof(
    fc.anything({ maxDepth: 3, withNullPrototype: false }),
    fc.double(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(-1, -0, 1.5, 2 ** 53, NaN, "\ud800", undefined, null),
  );
  const record = fc.constantFrom(...records);
  fc.assert(
    fc.property(record, fc.nat(), odd, (whole, at, value) => {
      const names = Object.keys(whole);
      const changed = { ...whole, [names[at % names.length]!]: value } as Value;
      if (isRecord(changed)) canonical(changed);
    }),
    { numRuns: 2_000 },
  );
});
