import { equal, match } from "node:assert/strict";
import fc from "fast-check";
import { withBlock, withoutBlock } from "../../../cli/hook/profile_block.ts";

const LINES = ['eval "$(waterwall pre-launch-hook)"'];

Deno.test("taking the block out gives back the profile byte for byte, whatever it was", () => {
  const piece = fc.constantFrom(
    "a",
    "\n",
    "\r\n",
    "# x",
    "é",
    " ",
    "export A=1",
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const profile = pieces.join("");
      equal(withoutBlock(withBlock(profile, LINES)), profile);
    }),
  );
});

Deno.test("adding it twice is adding it once", () => {
  for (const profile of ["", "a", "a\n", "a\r\n"]) {
    const once = withBlock(profile, LINES);
    equal(withBlock(once, LINES), once);
  }
});

Deno.test("another line takes the place of the one before, where it stood", () => {
  const profile = withBlock("a\n", ["old"]) + "b\n";
  equal(withBlock(profile, ["new"]), withBlock("a\n", ["new"]) + "b\n");
  equal(withoutBlock(profile), "a\nb\n");
});

Deno.test("the block begins on a line of its own, also after a line without an end", () => {
  match(withBlock("a", LINES), /^a\n# >>> waterwall/);
});

Deno.test("what was added since to the end of such a profile stays a line of its own", () => {
  equal(withoutBlock(withBlock("a", LINES) + "b\n"), "a\nb\n");
});

Deno.test("a block without its end is left alone: nobody knows what belongs to it", () => {
  const cut = "a\n# >>> waterwall >>>\nb\n";
  equal(withoutBlock(cut), cut);
});
