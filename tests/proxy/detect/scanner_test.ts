import assert from "node:assert/strict";
import fc from "fast-check";
import {
  createScanner,
  type Rule,
  RuleError,
} from "../../../proxy/detect/mod.ts";
import { exampleOf, sample } from "../../../proxy/detect/sample.ts";
import { RULES } from "../../../proxy/detect/rules/catalogue.ts";
import type { Finding } from "../../../proxy/redact/finding.ts";
import { CARRIERS } from "../../corpus/carriers.ts";
import { nameInStyles } from "../../corpus/cases.ts";
import { seeded } from "../../corpus/seeded.ts";

const ACME: Rule = {
  id: "acme-key",
  type: "ACME_KEY",
  shape: "acme_[A-Za-z0-9]{24,}",
};
const acme = createScanner({ rules: [ACME] });
const { scan } = createScanner();
const tokens = fc.integer({ min: 1, max: 1e9 }).map((seed) =>
  sample("acme_[A-Za-z0-9]{30}", seeded(seed))
);

/** A text with its findings replaced by placeholders. */
function redact(text: string, findings: readonly Finding[]): string {
  let out = "";
  let at = 0;
  findings.forEach(({ start, end, type }, i) => {
    const id = i.toString(16).padStart(16, "0");
    out += `${text.slice(at, start)}<pl:${type}:${id}>`;
    at = end;
  });
  return out + text.slice(at);
}

/** Ordinary text, with the signs that end tokens. */
const filling = fc.string({
  unit: fc.constantFrom(...` \n\t.,:;()[]{}<>"'=/!?#€é中aeinrst`),
  maxLength: 200,
});

Deno.test("a token planted in any text is found at exactly its place", () => {
  fc.assert(
    fc.property(filling, tokens, filling, (before, token, after) => {
      const text = `${before} ${token} ${after}`;
      const start = before.length + 1;
      assert.ok(
        acme.scan(text).some((finding) =>
          finding.start === start && finding.end === start + token.length &&
          finding.type === "ACME_KEY"
        ),
      );
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("many tokens planted in one text are all found", () => {
  fc.assert(
    fc.property(fc.array(tokens, { minLength: 2, maxLength: 30 }), (tokens) => {
      const text = tokens.join(", ");
      assert.deepEqual(
        acme.scan(text).map(({ start, end }) => text.slice(start, end)),
        tokens,
      );
    }),
    { seed: 2, numRuns: 60 },
  );
});

Deno.test("findings are in order and never overlap, whatever the text", () => {
  const pieces = fc.constantFrom(
    "password=",
    "token: ",
    '"secret": "',
    "https://u:p4ss@h/",
    "Bearer ",
    "acme_",
    "AKIA",
    "eyJhbGciOi",
    "-----BEGIN PRIVATE KEY-----",
    "\\n",
    "%41",
    '" + "',
    "<pl:TOKEN:0123456789abcdef>",
    "q8ZpL2vX9kTn4RbW6yHsE1mD",
    "\ud800",
    "\n",
    " ",
    "curl -u a:b3 ",
    "datadog ",
    "9f86d081884c7d659a2feaa0c55ad015",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      let end = 0;
      for (const finding of scan(text)) {
        assert.ok(finding.start >= end && finding.end > finding.start);
        assert.ok(finding.end <= text.length);
        assert.match(finding.type, /^[A-Z0-9_]{1,32}$/);
        end = finding.end;
      }
    }),
    { seed: 3, numRuns: 400 },
  );
});

Deno.test("no text makes the scanner throw, lone surrogates neither", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      scan(text);
    }),
    { seed: 4, numRuns: 300 },
  );
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }),
      (codes) => {
        scan(String.fromCharCode(...codes));
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});

Deno.test("the same text has the same findings every time", () => {
  const texts = CARRIERS.map(({ write }, i) =>
    write(nameInStyles("acme api key", sample("[A-Za-z0-9]{32}", seeded(i))))
  );
  const first = texts.map((text) => scan(text));
  assert.deepEqual(
    texts.toReversed().map((text) => scan(text)),
    first.toReversed(),
  );
  const other = createScanner();
  assert.deepEqual(texts.map((text) => other.scan(text)), first);
});

Deno.test("a redacted text has no findings left, in any carrier", () => {
  for (const [i, carrier] of CARRIERS.entries()) {
    const value = sample("[A-Za-z0-9]{32}", seeded(i));
    const text = carrier.write(nameInStyles("acme api key", value));
    const redacted = redact(text, scan(text));
    assert.deepEqual(scan(redacted), [], `${carrier.id}: ${redacted}`);
  }
});

Deno.test("an example of any rule, once redacted, has no findings left", () => {
  for (const [i, rule] of RULES.entries()) {
    if (i % 7 !== 0) continue;
    const text = `a\n${exampleOf(rule, seeded(i))}\nb`;
    const redacted = redact(text, scan(text));
    assert.deepEqual(scan(redacted), [], `${rule.id}: ${redacted}`);
  }
});

Deno.test("a placeholder is no finding, and hides none beside it", () => {
  const placeholder = "<pl:API_KEY:0123456789abcdef>";
  const token = sample("acme_[A-Za-z0-9]{30}", seeded(1));
  const found = (text: string) =>
    acme.scan(text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(found(`password=${placeholder}\n`), []);
  assert.deepEqual(found(`"token": "${placeholder}"`), []);
  assert.deepEqual(found(placeholder + token), [token]);
  assert.deepEqual(found(`${token}${placeholder}${token}`), [token, token]);
  assert.deepEqual(found(`api_key = "${token}" # ${placeholder}`), [token]);
});

Deno.test("what only looks like a placeholder is judged like any text", () => {
  const value = "q8ZpL2vX" + "9kTn4RbW6yHsE1mD";
  const text = `token = "<pl:api:${value}>" and api_key: ${value}`;
  assert.ok(acme.scan(text).length >= 1);
});

Deno.test("findings that overlap are joined, so that no tail stays in clear", () => {
  const tail = sample("[A-Za-z0-9]{20}", seeded(2));
  const token = sample("acme_[A-Za-z0-9]{30}", seeded(3));
  const text = `{"password": "${token}.${tail}"}`;
  assert.deepEqual(
    acme.scan(text).map(({ start, end }) => text.slice(start, end)),
    [`${token}.${tail}`],
  );
});

Deno.test("a vendor's rule names the type where a general one finds the same", () => {
  const token = sample("acme_[A-Za-z0-9]{30}", seeded(4));
  const [finding] = acme.explain(`SOME_TOKEN=${token}\n`);
  assert.equal(finding?.type, "ACME_KEY");
  assert.equal(finding?.rule, "acme-key");
});

Deno.test("the key that a leaf stands under is read with it", () => {
  const hex = "9f86d081884c7d65" + "9a2feaa0c55ad015";
  assert.deepEqual(scan("hunter" + "2x", { name: "password" }), [
    { start: 0, end: 8, type: "PASSWORD" },
  ]);
  assert.deepEqual(scan("hunter" + "2x", { name: "nickname" }), []);
  assert.equal(scan(hex, { name: "datadog" })[0]?.type, "DATADOG_API_KEY");
  assert.deepEqual(scan(hex, { name: "commit" }), []);
  assert.deepEqual(scan(` ${hex}\n`, { name: "api_key" }), [
    { start: 1, end: 33, type: "API_KEY" },
  ]);
});

Deno.test("words of two leaves that come after each other stay apart", () => {
  fc.assert(
    fc.property(filling, tokens, (before, token) => {
      const apart = [...acme.scan(before), ...acme.scan(token)];
      const spans = apart.map(({ start, end }) => [start, end]);
      const again = [...acme.scan(before), ...acme.scan(token)]
        .map(({ start, end }) => [start, end]);
      assert.deepEqual(again, spans);
      assert.deepEqual(acme.scan(token), [
        { start: 0, end: token.length, type: "ACME_KEY" },
      ]);
    }),
    { seed: 6, numRuns: 100 },
  );
});

Deno.test("rules are switched off by id or type", () => {
  const token = sample("acme_[A-Za-z0-9]{30}", seeded(5));
  for (const name of ["acme-key", "ACME_KEY"]) {
    const off = createScanner({ rules: [ACME], disabled: [name] });
    assert.deepEqual(off.scan(token), []);
    assert.equal(off.patterns, 0);
  }
});

Deno.test("a rule that cannot be used is refused when the scanner is made", () => {
  const shapes = ["[a-z]{32}", "acme_[a-z", "acme_[a-z-]{2,9}-[a-z]"];
  for (const shape of shapes) {
    assert.throws(
      () => createScanner({ rules: [{ ...ACME, shape }] }),
      RuleError,
    );
  }
});
