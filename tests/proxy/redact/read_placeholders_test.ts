import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { readPlaceholders } from "../../../proxy/redact/read_placeholders.ts";
import { restore } from "../../../proxy/redact/restore.ts";
import { Restorer } from "../../../proxy/redact/restorer.ts";

const TAG = "0123456789abcdef";
const OTHER = "ffffffffffffffff";
const PEM = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----";
const options = () => ({
  lookup: (tag: string) => tag === TAG ? PEM : undefined,
  dialect: "plain" as const,
  tally: { restored: 0, unknown: 0 },
});

/** What is seen in a text. */
function seen(text: string): string[] {
  return readPlaceholders(text, { isWhole: true }).sightings
    .map(({ start, end }) => text.slice(start, end));
}

Deno.test("a placeholder is seen whatever a model made of its brackets, case and spaces", () => {
  for (
    const form of [
      `<pl:AWS_KEY:${TAG}>`,
      `<pl:aws_key:${TAG}>`,
      `&lt;pl:AWS:${TAG}&gt;`,
      `\\u003cpl:AWS:${TAG}\\u003e`,
      `\\u003Cpl:AWS:${TAG}\\u003E`,
      `\\\\u003cpl:AWS:${TAG}\\\\u003e`,
      `\\<pl:AWS:${TAG}\\>`,
      `%3Cpl%3AAWS%3A${TAG}%3E`,
      `%3cpl%3aAWS%3a${TAG}%3e`,
      `< pl : AWS : ${TAG} >`,
      `pl:AWS:${TAG}>`,
      `<pl:AWS:${TAG}`,
      `pl:AWS:${TAG}`,
    ]
  ) {
    deepEqual(seen(form), [form]);
    deepEqual(seen(`\`${form}\` (${form}) "${form}"`), [form, form, form]);
    equal(restore(`a ${form}, b`, options()), `a ${PEM}, b`);
  }
});

Deno.test("what merely looks like one is none", () => {
  for (
    const text of [
      `<pl:AWS:${TAG}0>`,
      `<pl:AWS:${TAG.slice(1)}>`,
      `<pl:AWS:${TAG.toUpperCase()}>`,
      `<PL:AWS:${TAG}>`,
      `<pl:${"A".repeat(33)}:${TAG}>`,
      `<pl::${TAG}>`,
      `<pl:A-B:${TAG}>`,
      `<pl AWS ${TAG}>`,
      `repl:AWS:${TAG}`,
      `pl:AWS:${TAG}0`,
      "example: please apply",
      "pl",
      "<",
      "",
    ]
  ) deepEqual(seen(text), [], text);
});

Deno.test("neighbours of a placeholder stay where they are", () => {
  const p = `<pl:AWS:${TAG}>`;
  for (
    const [before, after] of [
      ["\\", ""],
      ["\\", "\\"],
      ["\\", "\\>"],
      ["<", ">"],
      ["&lt;", "&gt;"],
      ["`", "`"],
      ["%3C", "%3E"],
      ["a", "b"],
      ["pl:", ":pl"],
      ["", " > out.txt"],
      [p, p],
    ]
  ) {
    equal(
      restore(`${before}${p}${after}`, options()),
      restore(before!, options()) + PEM + restore(after!, options()),
    );
  }
  equal(restore(`echo pl:AWS:${TAG} > out`, options()), `echo ${PEM} > out`);
});

Deno.test("look-alikes that are not ours stay, and are counted", () => {
  const own = options();
  const text = `<pl:A:${OTHER}> <pl:A:${TAG}> pl:A:${OTHER}`;
  equal(restore(text, own), text.replace(`<pl:A:${TAG}>`, PEM));
  deepEqual(own.tally, { restored: 1, unknown: 2 });
});

Deno.test("a secret goes back JSON-escaped into JSON source", () => {
  const text = `{"key":"<pl:PEM:${TAG}>"}`;
  const json = restore(text, { ...options(), dialect: "json" });
  equal(JSON.parse(json).key, PEM);
});

/** Text made of what placeholders are made of. */
const SOUP = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(`<pl:PEM:${TAG}>`) },
    fc.constantFrom(
      `pl:x:${TAG}`,
      `&lt;pl:PEM:${TAG}&gt;`,
      `\\<pl:PEM:${TAG}\\>`,
      `\\u003cpl:PEM:${TAG}\\u003e`,
      `%3Cpl%3APEM%3A${OTHER}%3E`,
      `< pl: PEM :${TAG} >`,
    ),
    fc.constantFrom(
      ..."<>\\&%p l:u3CE_;`\n",
      "pl",
      "pl:",
      "\\\\",
      "\\u00",
      "&lt",
      "&gt",
      "\\u003",
      "%3",
      ":A:",
      TAG,
      TAG.slice(0, 7),
      "help",
      "é😀",
    ),
  ),
  { maxLength: 12 },
).map((parts) => parts.join(""));

/** `text` cut at the given places, whatever they are. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [0, ...places.map((n) => n % (text.length + 1)), text.length]
    .sort((a, b) => a - b);
  return at.slice(1).map((end, i) => text.slice(at[i], end));
}

Deno.test("a text is restored the same however it is cut", () => {
  fc.assert(
    fc.property(SOUP, fc.array(fc.nat(), { maxLength: 20 }), (text, places) => {
      const whole = options();
      const pieces = options();
      const restorer = new Restorer(pieces);
      const out = cut(text, places).map((piece) => restorer.push(piece));
      equal(
        out.join("") + restorer.flush(),
        restore(text, whole),
        JSON.stringify(cut(text, places)),
      );
      deepEqual(pieces.tally, whole.tally);
    }),
    { numRuns: 20_000 },
  );
});

Deno.test("a text is restored the same one character at a time", () => {
  fc.assert(
    fc.property(SOUP, (text) => {
      const restorer = new Restorer(options());
      const out = [...text].map((piece) => restorer.push(piece)).join("");
      equal(out + restorer.flush(), restore(text, options()));
    }),
    { numRuns: 5000 },
  );
});

Deno.test("no more is held back than a placeholder is long", () => {
  fc.assert(fc.property(SOUP, (text) => {
    const restorer = new Restorer(options());
    for (const char of text) {
      restorer.push(char);
      equal(restorer.held.length <= 90, true);
    }
  }));
});

Deno.test("a whole placeholder is let go at once, and what cannot be one is never held", () => {
  equal(new Restorer(options()).push(`x <pl:PEM:${TAG}>`), `x ${PEM}`);
  for (const text of ["if (a < b) {", "a <b", "help", "1 > 0", "&amp;"]) {
    equal(new Restorer(options()).push(text), text);
  }
});
