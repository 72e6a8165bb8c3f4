import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { edit } from "../../../proxy/json/rewrite_strings.ts";
import { handle, loadPolicy, PROVIDERS } from "../../../proxy/mod.ts";
import { DEFAULT_POLICY } from "../../../proxy/mod.ts";
import { readPlaceholders } from "../../../proxy/redact/read_placeholders.ts";
import { Redactor } from "../../../proxy/redact/redactor.ts";
import { Restorer } from "../../../proxy/redact/restorer.ts";
import { ask, scan, textOf, transcript, vault } from "../transcript.ts";

const TAG = vault().tagOf("SECRET-alpha");
const VALUE = `pl_test_${TAG}`;

/** What leaves in place of a text, and who can restore it. */
function redacted(text: string, shape: "tag" | "value" = "value") {
  const redactor = new Redactor({ scan, vault: vault(), shape: () => shape });
  const sent = edit(text, redactor.redact(text));
  return { sent, redactor };
}

/** A text restored in the given pieces. */
function restored(
  pieces: readonly string[],
  { redactor, dialect = "plain" }: {
    redactor: Redactor;
    dialect?: "plain" | "json";
  },
): string {
  const tally = { restored: 0, unknown: 0 };
  const { lookup } = redactor;
  const restorer = new Restorer({ lookup, dialect, tally });
  return pieces.map((piece) => restorer.push(piece)).join("") +
    restorer.flush();
}

const seen = (text: string) =>
  readPlaceholders(text, { isWhole: true }).sightings
    .map(({ start, end }) => text.slice(start, end));

Deno.test("a placeholder can look like a value, and its id is the one on record", () => {
  const { sent, redactor } = redacted('key="SECRET-alpha"');
  equal(sent, `key="${VALUE}"`);
  deepEqual(redactor.items, [{ kind: "TEST", tag: TAG }]);
  equal(restored([sent], { redactor }), 'key="SECRET-alpha"');
});

Deno.test("where a word would run into it, or on after it, a placeholder keeps its brackets", () => {
  for (
    const [before, after] of [
      ["x", ""],
      ["_", ""],
      ["7", ""],
      ["", "0"],
      ["", "_"],
      ["", "\\_"],
      ["SECRET-beta", ""],
      ["", "SECRET-beta"],
    ]
  ) {
    const text = `${before}SECRET-alpha${after}`;
    const { sent, redactor } = redacted(text);
    ok(sent.includes(`<pl:TEST:`), sent);
    equal(restored([sent], { redactor }), text);
  }
});

Deno.test("it is seen in either case of its type, with escaped underscores, and after an escape", () => {
  for (
    const form of [
      VALUE,
      `pl_TEST_${TAG}`,
      `pl\\_test\\_${TAG}`,
      `pl_aws_secret_key_${TAG}`,
      `pl\\\\_aws\\\\_key\\\\_${TAG}`,
    ]
  ) {
    deepEqual(seen(form), [form]);
    for (
      const [before, after] of [
        ["`", "`"],
        ["<", ">"],
        ["=", "&x"],
        [":", "@host"],
        ["\\n", "\\n"],
        ["\\u003d", "\\u0026"],
        ["?k%3D", "%26"],
        ['"', '"'],
        ["-", "-"],
        ["/", "."],
      ]
    ) deepEqual(seen(`${before}${form}${after}`), [form], form);
  }
});

Deno.test("what merely looks like one is none", () => {
  for (
    const text of [
      `xpl_test_${TAG}`,
      `_pl_test_${TAG}`,
      `pl_test_${TAG}0`,
      `pl_test_${TAG}_`,
      `pl_test_${TAG.slice(1)}`,
      `pl_test_${TAG.toUpperCase()}A`,
      `PL_test_${TAG}`,
      `pl__${TAG}`.replace("__", "_"),
      `pl-test-${TAG}`,
      `pl_${"a".repeat(33)}_${TAG}`,
      `pl_${"a".repeat(90)}_${TAG}`,
      "pl_",
      "please_apply_the_plan",
    ]
  ) deepEqual(seen(text), [], text);
});

Deno.test("a person's text that looks like one comes back as it was sent", () => {
  for (
    const text of [
      `it said ${VALUE}`,
      `SECRET-alpha was shown as ${VALUE}`,
      `pl_literal_0123456789abcdef`,
      `C:\\npl_test_${TAG}`,
      `<${VALUE}>`,
    ]
  ) {
    for (const shape of ["tag", "value"] as const) {
      const { sent, redactor } = redacted(text, shape);
      equal(restored([sent], { redactor }), text);
      ok(!sent.includes("it said pl_"));
    }
  }
});

const fragment = fc.oneof(
  fc.constantFrom(
    "SECRET-alpha",
    "SECRET-beta",
    "SECRET-a",
    VALUE,
    `pl_test_${"0".repeat(16)}`,
    `<pl:TEST:${TAG}>`,
    `pl:TEST:${TAG}`,
    TAG,
    "pl",
    "p",
    "pl_",
    "pl_test_",
    "_",
    "\\",
    "\\n",
    "\\_",
    "n",
    "%3D",
    "%",
    "3D",
    "<",
    ">",
    " ",
    "\n",
    '"',
    "u003d",
    "é",
    "😀",
  ),
  fc.string({ maxLength: 3 }),
);

Deno.test("whatever a text is made of and however it is cut, both shapes come back as the text", () => {
  fc.assert(
    fc.property(
      fc.array(fragment, { maxLength: 14 }).map((all) => all.join("")),
      fc.constantFrom("tag" as const, "value" as const),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
      (text, shape, sizes) => {
        const { sent, redactor } = redacted(text, shape);
        ok(!/SECRET-[a-z]/.test(sent));
        equal(restored([sent], { redactor }), text);
        const pieces: string[] = [];
        for (let at = 0; at < sent.length;) {
          const end = at + sizes[pieces.length % sizes.length]!;
          pieces.push(sent.slice(at, end));
          at = end;
        }
        equal(restored(pieces, { redactor }), text);
      },
    ),
    { numRuns: 3_000 },
  );
});

Deno.test("only what may yet become a placeholder is held back", () => {
  const { redactor } = redacted("SECRET-alpha");
  const tally = { restored: 0, unknown: 0 };
  const restorer = new Restorer({
    lookup: redactor.lookup,
    dialect: "plain",
    tally,
  });
  const steps: [string, string][] = [
    ["an ex", "an ex"],
    ["pl", "pl"],
    ["ain _p", "ain _p"],
    ["l_x ", "l_x "],
    ["p", ""],
    ["lease", "please"],
    [" pl_", " "],
    ["test_", ""],
    [TAG.slice(0, 9), ""],
    [TAG.slice(9), ""],
    [".", "SECRET-alpha."],
    [" pl_other-word", " pl_other-word"],
  ];
  for (const [piece, out] of steps) equal(restorer.push(piece), out, piece);
});

Deno.test("the policy says the shape by type before host, and else for all", async () => {
  const policy = await loadPolicy({
    data: {
      ...DEFAULT_POLICY,
      placeholder: {
        shape: "tag",
        types: { TEST: "value" },
        hosts: { "*.openai.com": "value", "eu.openai.com": "tag" },
      },
    },
    known: [],
  });
  equal(policy.shapeOf!("TEST", "api.anthropic.com"), "value");
  equal(policy.shapeOf!("OTHER", "api.anthropic.com"), "tag");
  equal(policy.shapeOf!("OTHER", "api.openai.com"), "value");
  equal(policy.shapeOf!("OTHER", "eu.openai.com"), "tag");
  const plain = await loadPolicy({ data: DEFAULT_POLICY, known: [] });
  equal(plain.shapeOf, undefined);
  ok(plain.hash !== policy.hash);
});

Deno.test("a request to a host with the shape value carries look-alikes, and its answer is restored", async () => {
  const { context, sent } = transcript({
    host: "api.openai.com",
    provider: PROVIDERS["openai"]!,
    policy: () => ({
      scan,
      patterns: 1,
      hash: "p".repeat(64),
      shapeOf: (_, host) => host === "api.openai.com" ? "value" : "tag",
    }),
  });
  const body = `{"note":"use SECRET-alpha, not ${VALUE}"}`;
  const response = await handle(ask(body, { path: "/v1/x" }), context);
  ok(
    textOf(sent[0]!.body).startsWith(`{"note":"use ${VALUE}, not <pl:LITERAL:`),
  );
  equal(await response.text(), body);
});
