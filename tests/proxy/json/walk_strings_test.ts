import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { JsonError } from "../../../proxy/json/json_error.ts";
import { pathTree } from "../../../proxy/json/path_tree.ts";
import type { StringToken } from "../../../proxy/json/string_token.ts";
import { type Keys, walkStrings } from "../../../proxy/json/walk_strings.ts";

const NOWHERE = pathTree<never>([]);

function tokens(text: string): StringToken<never>[] {
  const seen: StringToken<never>[] = [];
  walkStrings(text, { root: NOWHERE, visit: (token) => seen.push(token) });
  return seen;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function accepts(text: string): boolean {
  try {
    tokens(text);
    return true;
  } catch (error) {
    if (error instanceof JsonError) return false;
    throw error;
  }
}

/** Every string value and key of a parsed value, in order. */
function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap(strings)
    : Object.entries(value).flatMap(([key, member]) => [
      key,
      ...strings(member),
    ]);
}

Deno.test("the walk sees every string and key of any JSON text, once, in order", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, "\t"), (value, space) => {
      const text = JSON.stringify(value, null, space);
      deepEqual(
        tokens(text).map((token) => token.text),
        strings(JSON.parse(text)),
      );
    }),
  );
});

Deno.test("a token's span is what stands between the quotes", () => {
  fc.assert(fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
    const text = JSON.stringify(value);
    for (const { start, end, text: own, escaped } of tokens(text)) {
      const quoted = text.slice(start - 1, end + 1);
      equal(JSON.parse(quoted), own);
      equal(escaped, quoted.includes("\\"));
    }
  }));
});

const JSONISH = fc.array(
  fc.constantFrom(
    ...'{}[],:"\\/u0e+-.1 \n\t\u0001\u00e9',
    "true",
    "false",
    "null",
    '"a"',
    '"\\n"',
    '"\\ud800"',
    "\\u00",
    "1e5",
    "-0",
    "01",
    '{"a":',
    "[1,",
    "\u00a0",
  ),
  { maxLength: 14 },
).map((parts) => parts.join(""));

Deno.test("the walk accepts what JSON.parse accepts and nothing else", () => {
  fc.assert(
    fc.property(JSONISH, (text) => {
      equal(accepts(text), isJson(text), JSON.stringify(text));
    }),
    { numRuns: 5000 },
  );
});

Deno.test("a valid text with one character changed is judged as JSON.parse judges it", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.nat(),
      fc.constantFrom(...'{}[],:"\\ 0-e\u0000', ""),
      (value, at, char) => {
        const text = JSON.stringify(value);
        const i = at % text.length;
        const changed = text.slice(0, i) + char + text.slice(i + 1);
        equal(accepts(changed), isJson(changed), JSON.stringify(changed));
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("every truncation of a text is refused, at an offset inside it", () => {
  const text = '{"a":[1,-2.5e3,true,{"b\\u00e9":"x\\ny"}],"c":null}';
  for (let end = 0; end < text.length; end++) {
    throws(
      () => tokens(text.slice(0, end)),
      (error) => error instanceof JsonError && error.offset <= end,
    );
  }
});

Deno.test("an error tells the offset and nothing of the text", () => {
  throws(() => tokens('{"a":"x", SECRET}'), {
    message: "Cannot read JSON as a key is expected: offset 10",
    offset: 10,
  });
});

Deno.test("200 000 nested brackets are fine, and more are refused without a crash", () => {
  const deep = (n: number) => "[".repeat(n) + "]".repeat(n);
  deepEqual(tokens(deep(200_000)), []);
  throws(() => tokens(deep(300_000)), JsonError);
  const objects = '{"a":'.repeat(100_000) + '"x"' + "}".repeat(100_000);
  equal(tokens(objects).length, 100_001);
});

Deno.test("a leading byte order mark is passed over, elsewhere it is refused", () => {
  deepEqual(tokens('\uFEFF["x"]').map(({ text }) => text), ["x"]);
  throws(() => tokens('["x"]\uFEFF'), JsonError);
});

Deno.test("a string carries the key it is the value of, through arrays too", () => {
  const text = '{"api_key":"a","list":["b",["c"],{"d":"e"}]}';
  deepEqual(
    tokens(text).filter(({ isKey }) => !isKey).map((
      { text, name },
    ) => [text, name]),
    [["a", "api_key"], ["b", "list"], ["c", "list"], ["e", "d"]],
  );
  deepEqual(tokens('"x"')[0]!.name, undefined);
});

Deno.test("keys() leads from the root to the string", () => {
  const value = { a: [{ "b.c": "x" }, "y"], z: { "": ["q"] } };
  const seen: [Keys, string][] = [];
  walkStrings(JSON.stringify(value), {
    root: NOWHERE,
    visit({ isKey, text }, keys) {
      if (!isKey) seen.push([keys(), text]);
    },
  });
  deepEqual(seen, [
    [["a", 0, "b.c"], "x"],
    [["a", 1], "y"],
    [["z", "", 0], "q"],
  ]);
});

Deno.test("long strings are read as strictly as short ones", () => {
  const long = "x".repeat(100);
  deepEqual(tokens(`["${long}\\n${long}"]`)[0]!.text, `${long}\n${long}`);
  for (const bad of ["\n", "\u0000", "\\x", "\\u12g4", "\\"]) {
    throws(() => tokens(`["${long}${bad}"]`), JsonError);
    throws(() => tokens(`["${bad}"]`), JsonError);
  }
});
