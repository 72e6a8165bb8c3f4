import { deepEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { jsonPlaces, type Placed } from "../../../cli/hook/json_places.ts";

/** The value that the places describe. */
function valueOf(placed: Placed): unknown {
  switch (placed.kind) {
    case "object":
      return Object.fromEntries(
        placed.members.map(({ key, value }) => [key, valueOf(value)]),
      );
    case "array":
      return placed.items.map(valueOf);
    case "scalar":
      return placed.value;
  }
}

function everywhere(placed: Placed): readonly Placed[] {
  const inside = placed.kind === "object"
    ? placed.members.map(({ value }) => value)
    : placed.kind === "array"
    ? placed.items
    : [];
  return [placed, ...inside.flatMap(everywhere)];
}

Deno.test("the places of any JSON describe its value, and cut it where its parts stand", () => {
  const layout = fc.constantFrom(undefined, 1, "\t");
  fc.assert(
    fc.property(fc.jsonValue(), layout, (value, space) => {
      const text = JSON.stringify(value, null, space);
      const root = jsonPlaces(` ${text}\n`);
      deepEqual(valueOf(root), JSON.parse(text));
      for (const part of everywhere(root)) {
        const cut = ` ${text}\n`.slice(part.start, part.end);
        deepEqual(JSON.parse(cut), valueOf(part));
      }
    }),
  );
});

Deno.test("what is no JSON has no places", () => {
  for (const text of ["", "{", "{a: 1}", "[1,]", "// x\n{}", "{} {}"]) {
    throws(() => jsonPlaces(text), SyntaxError);
  }
});
