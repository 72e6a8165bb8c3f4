import { equal } from "node:assert/strict";
import { glibcFloor } from "../../../scripts/compile/glibc_floor.ts";

const elf = (...names: readonly string[]) =>
  new TextEncoder().encode(`\x7fELF\0${names.join("\0")}\0`);

Deno.test("the floor is the newest version that is asked for, by number", () => {
  equal(glibcFloor(elf("GLIBC_2.9", "GLIBC_2.27", "GLIBC_2.3.4")), "2.27");
  equal(glibcFloor(elf("GLIBC_2.2.5", "GLIBC_2.2")), "2.2.5");
});

Deno.test("names that only look alike do not count", () => {
  equal(glibcFloor(elf("GLIBC_2.9", "GLIBC_9.9_x", "MYGLIBC_8.8")), "2.9");
});

Deno.test("a file that asks for no glibc has no floor", () => {
  equal(glibcFloor(elf("libSystem")), undefined);
});
