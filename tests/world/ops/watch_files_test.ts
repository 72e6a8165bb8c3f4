import { deepEqual, equal } from "node:assert/strict";
import { marksOf, watchFiles } from "../../../ops/policy/watch_files.ts";
import { inFolder } from "./in_home.ts";

/** Resolves at the next change of these files. */
function change(
  paths: () => readonly string[],
  options: Parameters<typeof watchFiles>[2] = {},
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = watchFiles(paths, () => Promise.resolve(resolve()), options);
  return promise.finally(end);
}

for (const eager of [false, true]) {
  const how = eager ? "at once" : "when it is still";
  Deno.test(`a file that changed after it was read, before anybody looked, is told ${how}`, () =>
    inFolder(async (dir) => {
      const file = `${dir}/config.toml`;
      await Deno.writeTextFile(file, "one");
      const since = marksOf([file]);
      await Deno.writeTextFile(file, "another");
      await change(() => [file], { since, eager });
    }));
}

Deno.test("a file that comes and one that goes are changes", () =>
  inFolder(async (dir) => {
    const file = `${dir}/policy.toml`;
    const none = marksOf([file]);
    await Deno.writeTextFile(file, "");
    await change(() => [file], { since: none });
    const there = marksOf([file]);
    await Deno.remove(file);
    await change(() => [file], { since: there });
  }));

Deno.test("a file that joins the others is none", () =>
  inFolder(async (dir) => {
    const [one, two] = [`${dir}/one`, `${dir}/two`];
    await Deno.writeTextFile(one, "");
    await Deno.writeTextFile(two, "");
    const since = marksOf([one]);
    const looked: number[] = [];
    let told = 0;
    const changed = Promise.withResolvers<void>();
    const end = watchFiles(() => {
      looked.push(told);
      // Only after both were seen together does the first one change.
      if (looked.length === 3) Deno.writeTextFileSync(one, "changed");
      return [one, two];
    }, () => {
      told += 1;
      return Promise.resolve(changed.resolve());
    }, { since });
    await changed.promise;
    end();
    equal(told, 1);
    deepEqual(looked.slice(0, 3), [0, 0, 0]);
  }));
