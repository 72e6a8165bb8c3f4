/**
 * Prints how much the detection finds and what it touches needlessly.
 *
 * Usage: `deno task eval [--misses] [folder of harmless files …]`.
 */
import { createScanner } from "../proxy/detect/mod.ts";
import { type Case, chooseCases } from "../tests/corpus/cases.ts";
import { seeded } from "../tests/proxy/detect/seeded.ts";

const { scan } = createScanner();
const showMisses = Deno.args.includes("--misses");
const filter = Deno.args.find((a) => a.startsWith("--only="))?.slice(7);

function isFound({ text, start, end }: Case): boolean {
  return scan(text).some((finding) =>
    finding.start <= start + 2 && finding.end >= end
  );
}
const perKind = new Map<string, [number, number]>();
const perCarrier = new Map<string, [number, number]>();
const add = (map: Map<string, [number, number]>, key: string, hit: boolean) => {
  const entry = map.get(key) ?? [0, 0];
  entry[0] += hit ? 1 : 0;
  entry[1]++;
  map.set(key, entry);
};
let n = 0, found = 0;
const every = Number(
  Deno.args.find((a) => a.startsWith("--every="))?.slice(8) ??
    (filter ? 1 : 23),
);
for (
  const made of chooseCases({
    random: seeded(11),
    oneIn: every,
    ...filter ? { only: filter } : {},
  })
) {
  const hit = isFound(made);
  n++;
  if (hit) found++;
  add(perKind, made.kind, hit);
  add(perCarrier, made.carrier, hit);
  if (
    !hit && showMisses &&
    (!filter || made.carrier === filter || made.kind === filter)
  ) {
    console.log(
      made.kind,
      made.carrier,
      JSON.stringify(made.text),
      scan(made.text),
    );
  }
}
const table = (map: Map<string, [number, number]>) =>
  [...map].map(([k, [h, n]]) => [k, h / n, n] as const).sort((a, b) =>
    a[1] - b[1]
  ).slice(0, 40)
    .map(([k, r, n]) => `${(100 * r).toFixed(0).padStart(4)}% ${k} (${n})`)
    .join("\n");
console.log("worst carriers\n" + table(perCarrier));
console.log("worst kinds\n" + table(perKind));
console.log({ n, found, recall: found / n });
