import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { itemsOf, membersOf } from "../../../proxy/json/members.ts";

Deno.test("members and items stand where a reader of the whole would find them", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 3), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const members = membersOf(text, 0);
      const items = itemsOf(text, 0);
      const at = ({ start, end }: { start: number; end: number }) =>
        JSON.parse(text.slice(start, end));
      if (Array.isArray(value)) {
        deepEqual(items!.map(at), JSON.parse(text));
        equal(members, undefined);
      } else if (typeof value === "object" && value !== null) {
        deepEqual(
          [...members!].map(([name, span]) => [name, at(span)]),
          Object.entries(JSON.parse(text)),
        );
        equal(items, undefined);
      } else deepEqual([members, items], [undefined, undefined]);
    }),
  );
});

Deno.test("of members with one name the last is told, escaped names are read", () => {
  const text = '{"a":1,"\\u0061":[2] , "b":{"a":3}}';
  const { start, end } = membersOf(text, 0)!.get("a")!;
  equal(text.slice(start, end), "[2]");
});
