import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { redactBody } from "../../proxy/body.ts";
import { RefusalError, Vault } from "../../proxy/mod.ts";
import { everything } from "../../proxy/providers/generic.ts";
import type { RequestRules } from "../../proxy/providers/provider.ts";
import { Redactor } from "../../proxy/redact/redactor.ts";
import { restoreJson } from "../../proxy/restore_json.ts";
import { KEY, placeholderOf, scan, textOf, vault } from "./transcript.ts";

const encode = (text: string) => new TextEncoder().encode(text);

function run(
  bytes: Uint8Array<ArrayBuffer>,
  {
    contentType = "application/json",
    rules = everything.request,
    own = vault(),
  }: {
    contentType?: string | null;
    rules?: RequestRules;
    own?: Vault;
  } = {},
) {
  const redactor = new Redactor({ scan, vault: own });
  const out = redactBody(bytes, {
    contentType,
    contentEncoding: null,
    rules,
    redactor,
    maxBytes: 1 << 25,
  });
  return { out, redactor };
}

function restored(out: Uint8Array<ArrayBuffer>, redactor: Redactor): string {
  const tally = { restored: 0, unknown: 0 };
  const { lookup } = redactor;
  return textOf(
    restoreJson(out, { rules: everything.response, lookup, tally }),
  );
}

/** The parsed value with every secret replaced. */
function replaced(value: unknown): unknown {
  if (typeof value === "string") {
    return value.replaceAll(
      /SECRET-[a-z]+/g,
      (secret) => placeholderOf(secret),
    );
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(replaced);
  return Object.fromEntries(
    Object.entries(value).map((
      [key, member],
    ) => [replaced(key), replaced(member)]),
  );
}

const WORD = fc.oneof(
  fc.string({ unit: "binary", maxLength: 5 }),
  fc.constantFrom(
    "SECRET-a",
    "SECRET-bcd",
    "\n",
    '"',
    "\ud800",
    "é",
    "pl",
    "<",
  ),
);
const TEXT = fc.array(WORD, { maxLength: 6 }).map((words) => words.join(""));
const VALUE = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    TEXT,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(TEXT.filter((key) => key !== "__proto__"), tie("value"), {
      maxKeys: 4,
    }),
  ),
})).value;

/** `JSON.stringify`, but with any character of a string escaped at random. */
function sourceOf(value: unknown, seed: number): string {
  let n = seed;
  return JSON.stringify(value).replace(
    /"(?:[^"\\]|\\.)*"/g,
    (string) =>
      string.replace(/\\u.{4}|\\.|[^"]/g, (char) => {
        n = (n * 1103515245 + 12345) >>> 0;
        if ((n >>> 16) % 4 !== 0 || char.length > 1) return char;
        return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
      }),
  );
}

Deno.test("with secrets the body parses to the same value with the secrets replaced", () => {
  fc.assert(fc.property(VALUE, (value) => {
    const text = JSON.stringify(value);
    const { out } = run(encode(text));
    deepEqual(JSON.parse(textOf(out)), replaced(JSON.parse(text)));
  }));
});

Deno.test("restoring gives back the value that was sent, and its bytes if no secret was escaped", () => {
  fc.assert(fc.property(VALUE, (value) => {
    const text = JSON.stringify(value);
    const { out, redactor } = run(encode(text));
    equal(restored(out, redactor), text);
  }));
});

Deno.test("a body without a secret is returned as the very same bytes", () => {
  fc.assert(fc.property(VALUE, fc.nat(), (value, seed) => {
    const clean = JSON.stringify(value).replaceAll("SECRET", "secret");
    const text = sourceOf(JSON.parse(clean), seed);
    const bytes = encode(text);
    equal(run(bytes).out, bytes);
  }));
});

Deno.test("nothing but the secrets changes: numbers, duplicate keys, escapes, white space", () => {
  const text =
    ' {"n":12345678901234567890 , "n":-0.10E+2,\t"d":"\\u00e9\\/SECRET-x\\ud800",' +
    '"d":"S\\u0045CRET-y é","a":[ "SECRET-x" ]}\r\n';
  const { out, redactor } = run(encode(text));
  const [x, y] = [placeholderOf("SECRET-x"), placeholderOf("SECRET-y")];
  equal(
    textOf(out),
    text.replaceAll("SECRET-x", x).replace("S\\u0045CRET-y", y),
  );
  equal(redactor.items.length, 2);
});

Deno.test("an object key that is a secret is replaced", () => {
  const { out } = run(encode('{"SECRET-key":1}'));
  equal(textOf(out), `{"${placeholderOf("SECRET-key")}":1}`);
});

Deno.test("a 10 MB body is read, and comes back", () => {
  const text = JSON.stringify({ a: "x \n".repeat(3_400_000) + "SECRET-end" });
  const { out, redactor } = run(encode(text));
  equal(redactor.items.length, 1);
  equal(restored(out, redactor) === text, true);
});

Deno.test("what cannot be read as JSON is refused, and the refusal quotes nothing", () => {
  for (
    const bad of [
      '{"a":"SECRET-x"',
      "SECRET-x",
      '{"a":1}}',
      '["\n"]',
      "{'a':1}",
    ]
  ) {
    for (
      const contentType of [
        "application/json",
        null,
        "application/octet-stream",
      ]
    ) {
      throws(
        () => run(encode(bad), { contentType }),
        (error) =>
          error instanceof RefusalError && error.code === "body" &&
          !error.message.includes("SECRET"),
      );
    }
  }
});

Deno.test("bytes that are not UTF-8 are refused, whatever they are called", () => {
  for (const contentType of ["application/json", "text/plain", null]) {
    for (
      const bytes of [[0x22, 0xff, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [
        0xc3,
      ]]
    ) {
      throws(() => run(new Uint8Array(bytes), { contentType }), RefusalError);
    }
  }
});

Deno.test("a byte order mark stays where it was", () => {
  const { out } = run(encode('\uFEFF["SECRET-x"]'));
  equal(textOf(out), `\uFEFF["${placeholderOf("SECRET-x")}"]`);
});

Deno.test("an empty body passes", () => {
  equal(run(new Uint8Array()).out.length, 0);
});

Deno.test("JSON is read as JSON even when it is called text", () => {
  const rules = { opaque: ["id"], intact: [] };
  const text = '{"id":"SECRET-x","t":"S\\u0045CRET-y"}';
  const { out } = run(encode(text), { contentType: "text/plain", rules });
  equal(textOf(out), `{"id":"SECRET-x","t":"${placeholderOf("SECRET-y")}"}`);
});

Deno.test("text is scanned as text", () => {
  const { out } = run(encode("[my SECRET-x]"), { contentType: "text/plain" });
  equal(textOf(out), `[my ${placeholderOf("SECRET-x")}]`);
});

Deno.test("JSON lines are read line by line, and one bad line refuses all", () => {
  const contentType = "application/x-ndjson";
  const { out } = run(encode('{"a":"SECRET-x"}\r\n\n[1.0]\n'), { contentType });
  equal(textOf(out), `{"a":"${placeholderOf("SECRET-x")}"}\r\n\n[1.0]\n`);
  throws(() => run(encode('{"a":1}\n{"a":'), { contentType }), RefusalError);
});

Deno.test("a credential that must reach the provider is left, and noted", () => {
  const rules = { opaque: [], intact: ["mcp.*.token"] };
  const text = '{"mcp":[{"token":"SECRET-x"}],"token":"SECRET-y"}';
  const { out, redactor } = run(encode(text), { rules });
  equal(
    textOf(out),
    `{"mcp":[{"token":"SECRET-x"}],"token":"${placeholderOf("SECRET-y")}"}`,
  );
  deepEqual(redactor.items, [
    { kind: "INTACT", tag: vault().tagOf("SECRET-x") },
    { kind: "TEST", tag: vault().tagOf("SECRET-y") },
  ]);
});

Deno.test("the scanner is told under which key a value stands", () => {
  const names: (string | undefined)[] = [];
  const redactor = new Redactor({
    scan: (text, at) => {
      if (text !== "password") names.push(at?.name);
      return [];
    },
    vault: vault(),
  });
  redactBody(encode('{"password":"x","list":["y"]}'), {
    contentType: null,
    contentEncoding: null,
    rules: everything.request,
    redactor,
    maxBytes: 100,
  });
  deepEqual(names, ["password", undefined, "list"]);
});

// Literals: proxy/SPEC.md §1.3.

const LITERALS = [
  "<pl:AWS:0123456789abcdef>",
  placeholderOf("SECRET-a"),
  placeholderOf("SECRET-a").toLowerCase().replace("<", "&lt;"),
  placeholderOf("SECRET-a", "LITERAL"),
  placeholderOf(placeholderOf("SECRET-a"), "LITERAL"),
  "pl:x:" + placeholderOf("SECRET-a").slice(-17, -1),
];
const MIXED = fc.array(
  fc.oneof(
    fc.constantFrom(...LITERALS),
    fc.constantFrom(
      "SECRET-a",
      "SECRET-b",
      "<pl:",
      "\\",
      "<",
      ">",
      " ",
      "pl:A:",
      "x",
      "\\u003c",
    ),
    fc.constantFrom(...LITERALS.map((each) => each.slice(0, -2))),
  ),
  { maxLength: 8 },
).map((parts) => parts.join(""));

Deno.test("literal placeholders come back as they were sent, whatever stands beside them", () => {
  fc.assert(
    fc.property(fc.array(MIXED, { maxLength: 3 }), (texts) => {
      const text = JSON.stringify(texts);
      const { out, redactor } = run(encode(text));
      equal(restored(out, redactor), text);
    }),
    { numRuns: 5000 },
  );
});

Deno.test("nothing that reads as a placeholder leaves but what was put there", () => {
  fc.assert(
    fc.property(MIXED, (literal) => {
      const { out, redactor } = run(encode(JSON.stringify([literal])));
      const tally = { restored: 0, unknown: 0 };
      const { lookup } = redactor;
      restoreJson(out, { rules: everything.response, lookup, tally });
      equal(tally.unknown, 0);
      equal(textOf(out).includes("SECRET-"), false);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("the rewritten text depends on the text and the key only, not on what came before", () => {
  fc.assert(fc.property(MIXED, MIXED, (turn, next) => {
    const own = vault();
    const first = textOf(run(encode(JSON.stringify([turn])), { own }).out);
    run(encode(JSON.stringify([next, "SECRET-c", ...LITERALS])), { own });
    const again = textOf(run(encode(JSON.stringify([turn])), { own }).out);
    const both = textOf(run(encode(JSON.stringify([turn, next])), { own }).out);
    const restarted = new Vault({ key: KEY, now: () => 0 });
    equal(again, first);
    equal(both.startsWith(first.slice(0, -1)), true);
    equal(
      textOf(run(encode(JSON.stringify([turn])), { own: restarted }).out),
      first,
    );
  }));
});

Deno.test("a request knows its secrets although the vault forgot them", () => {
  const own = new Vault({ key: KEY, now: () => 0, maxCount: 1 });
  const text = '["SECRET-a","SECRET-b","SECRET-c"]';
  const { out, redactor } = run(encode(text), { own });
  equal(own.count, 1);
  equal(restored(out, redactor), text);
});
