import { deepEqual, equal } from "node:assert/strict";
import { pictures } from "../../../scripts/screens.ts";

const ROOT = new URL("../../../", import.meta.url);
const pictured = pictures();

for (const [path, drawn] of Object.entries(pictured)) {
  Deno.test(`${path} is what is drawn (deno task screens draws it anew)`, async () => {
    equal(drawn, await Deno.readTextFile(new URL(path, ROOT)));
  });
}

Deno.test("no golden screen is left of what is no longer drawn", () => {
  const kept = [...Deno.readDirSync(new URL("tests/golden/", ROOT))]
    .filter(({ name }) => /\.\d+x\d+\.txt$/.test(name))
    .map(({ name }) => `tests/golden/${name}`);
  const drawn = Object.keys(pictured).filter((path) => path.endsWith(".txt"));
  deepEqual(kept.sort(), drawn.sort());
});
