import { deepEqual, equal } from "node:assert/strict";
import published from "../docs/matrix.md" with { type: "text" };
import { HOSTS } from "../proxy/mod.ts";
import { conversations } from "./matrix/conversation.ts";
import { seeded } from "./corpus/seeded.ts";
import { fill, fillSize, type Found } from "./matrix/matrix.ts";
import { SHAPES } from "./matrix/shapes.ts";
import { ENCODINGS } from "./matrix/transport.ts";
import { page } from "./matrix/table.ts";
import { type Wire, WIRES } from "./matrix/wires.ts";

const filling = new Map<Wire, Promise<Found>>();

/** Each wire once, whichever tests are run. */
function filled(wire: Wire): Promise<Found> {
  const known = filling.get(wire) ?? fill(wire);
  filling.set(wire, known);
  return known;
}

for (const wire of WIRES) {
  const { host, path, family, answer } = wire;
  Deno.test(`no secret leaves by ${host}${path} (${family.name}), and all come back by ${answer.name}`, async () => {
    const { holes } = await filled(wire);
    deepEqual(
      holes.map(({ wire: _, ...cell }) => cell).slice(0, 5),
      [],
      `${holes.length} holes`,
    );
  });
}

const ALL = Object.keys(ENCODINGS);
const SIZES = [[2, ALL], [100, ALL], [1_000, ALL], [10_000, ["zstd"]]] as const;
for (const [kb, encodings] of SIZES) {
  Deno.test(`no secret leaves in a body of ${kb} KB in ${encodings}`, async () => {
    const cells = await fillSize(WIRES[0]!, { size: kb * 1000, encodings });
    deepEqual(cells.filter(({ fault }) => fault), []);
    equal(cells.length >= 50 * encodings.length, true);
  });
}

Deno.test("the page that the README links to is what the matrix finds", async () => {
  const found: Found[] = [];
  for (const wire of WIRES) found.push(await filled(wire));
  equal(published, page(found), "run: deno task matrix > docs/matrix.md");
});

Deno.test("no two places of a conversation share a secret, and none is left out", () => {
  for (const family of new Set(WIRES.map(({ family }) => family))) {
    const random = seeded(1);
    const [shape] = SHAPES;
    const planted = conversations(family, { shape: shape!, random })
      .flatMap(({ planted }) => planted);
    equal(new Set(planted.map(({ secret }) => secret)).size, planted.length);
    deepEqual(
      new Set(planted.map(({ position }) => position)),
      new Set(family.positions.map(({ name }) => name)),
    );
  }
});

Deno.test("every host that is protected by default is in the matrix", () => {
  const missing = HOSTS.filter(({ policy }) => policy === "protect")
    .filter(({ name, provider }) =>
      !WIRES.some(({ host }) =>
        HOSTS.find((one) => one.name === host)?.provider === provider ||
        host.endsWith(name.replace(/^.*\*/, ""))
      )
    );
  deepEqual(missing, []);
});
