import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { discriminator } from "../../../proxy/json/discriminator.ts";
import { pathTree } from "../../../proxy/json/path_tree.ts";
import { walkStrings } from "../../../proxy/json/walk_strings.ts";

/** The strings (keys too) of a JSON text that the paths lead to. */
function reached(paths: readonly string[], text: string): string[] {
  const seen: string[] = [];
  walkStrings(text, {
    root: pathTree(paths.map((path) => [path, path] as const)),
    visit: ({ text, value }) => void (value && seen.push(text)),
  });
  return seen;
}
const at = (paths: readonly string[], value: unknown) =>
  reached(paths, JSON.stringify(value));

Deno.test("a path leads to its place and nowhere else", () => {
  const value = { model: "1", x: { model: "2" }, list: [{ model: "3" }] };
  deepEqual(at(["model"], value), ["1"]);
  deepEqual(at(["x.model"], value), ["2"]);
  deepEqual(at(["list.*.model"], value), ["3"]);
  deepEqual(at(["list.0.model"], value), ["3"]);
  deepEqual(at(["list.1.model", "*.*.*.*", "x"], value), []);
});

Deno.test("a wildcard holds beside a name for the same step", () => {
  const value = { a: { x: "1", y: "2" }, b: { x: "3", y: "4" } };
  deepEqual(at(["a.x", "*.y"], value), ["1", "2", "4"]);
  deepEqual(at(["*.y", "a.x"], value), ["1", "2", "4"]);
});

Deno.test("of two paths to one place the one that names its last step decides, else the first", () => {
  const named = pathTree([["a.*", "wild"], ["*.b", "named"]]);
  equal(named.keys.get("a")!.keys.get("b")!.value, "named");
  const twice = pathTree([["a.b", "first"], ["a.b", "second"]]);
  equal(twice.keys.get("a")!.keys.get("b")!.value, "first");
});

Deno.test("** takes everything below, keys included", () => {
  const value = { a: { k: ["1", { deep: "2" }] }, b: "3" };
  deepEqual(at(["a.**"], value), ["k", "1", "deep", "2"]);
});

Deno.test("a condition admits only objects with that one type", () => {
  const rule = ["*[type=thinking|redacted].data"];
  deepEqual(at(rule, [{ type: "thinking", data: "1" }]), ["1"]);
  deepEqual(at(rule, [{ data: "2", type: "redacted" }]), ["2"]);
  deepEqual(at(rule, [{ type: "text", data: "3" }, { data: "4" }]), []);
  deepEqual(at(rule, [{ type: ["thinking"], data: "5" }]), []);
  deepEqual(at(rule, [{ x: { type: "thinking" }, data: "6" }]), []);
  deepEqual(at(rule, ["thinking", ["type", "thinking"]]), []);
});

Deno.test("what holds without a condition holds within it too", () => {
  const rules = ["[type=a].x", "y"];
  deepEqual(at(rules, { type: "a", x: "1", y: "2" }), ["1", "2"]);
  deepEqual(at(rules, { type: "b", x: "1", y: "2" }), ["2"]);
});

Deno.test("an object that says its type twice has none", () => {
  const rule = ["[type=thinking].**"];
  deepEqual(reached(rule, '{"type":"thinking","x":"1","type":"text"}'), []);
  deepEqual(reached(rule, '{"type":"thinking","x":"1","type":"thinking"}'), []);
  deepEqual(
    reached(rule, '{"type":"thinking","x":"1","t\\u0079pe":"text"}'),
    [],
  );
  deepEqual(reached(rule, '{"type":"thinking","x":"1","type":{}}'), []);
  deepEqual(reached(rule, '{"t\\u0079pe":"think\\u0069ng","x":"1"}').length, 4);
});

Deno.test("an escaped key is the key it means", () => {
  deepEqual(reached(["model"], '{"m\\u006fdel":"x"}'), ["x"]);
});

Deno.test("__proto__ and other names of objects are names like any other", () => {
  deepEqual(at(["constructor"], { constructor: "x" }), ["x"]);
  deepEqual(reached(["a"], '{"__proto__":"x","toString":"y"}'), []);
});

Deno.test("a malformed path is a mistake of the programmer", () => {
  throws(() => pathTree([["a[type", 1]]), SyntaxError);
  throws(() => pathTree([["[type=a].x", 1], ["[kind=a].x", 1]]), SyntaxError);
});

Deno.test("discriminator() finds what JSON.parse finds, if it stands there once", () => {
  const member = fc.tuple(
    fc.constantFrom("type", "t", "", "typ\\", '"type"', "data"),
    fc.oneof(
      fc.constantFrom("a", "b", '"', "\\"),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  );
  fc.assert(
    fc.property(fc.array(member, { maxLength: 5 }), (members) => {
      const text = `{${
        members.map(([key, value]) =>
          `${JSON.stringify(key)} : ${JSON.stringify(value)}`
        ).join(", ")
      }}`;
      const own = members.filter(([key]) => key === "type");
      const value = own.length === 1 ? own[0]![1] : undefined;
      equal(
        discriminator(text, {
          open: 0,
          key: "type",
          wanted: new Set(["a", "b"]),
        }),
        value === "a" || value === "b" ? value : undefined,
      );
    }),
    { numRuns: 1000 },
  );
});

Deno.test("discriminator() ends quietly on any text", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    discriminator(`{"type":"a"${text}`, {
      open: 0,
      key: "type",
      wanted: new Set(["a"]),
    });
  }));
});
