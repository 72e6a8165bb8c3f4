import { deepEqual, equal, ok } from "node:assert/strict";
import { RotatingFile } from "../../../ops/logs/rotating_file.ts";
import { inFolder } from "./in_home.ts";

const names = (dir: string) =>
  [...Deno.readDirSync(dir)].map(({ name }) => name).sort();

Deno.test("a log file is renamed when it is full, and the oldest goes", () =>
  inFolder(async (dir) => {
    const file = new RotatingFile(`${dir}/logs/w.log`, {
      maxBytes: 10,
      kept: 2,
    });
    for (const line of ["one", "two", "three", "four", "five", "six"]) {
      ok(file.add(line));
    }
    file.close();
    deepEqual(names(`${dir}/logs`), ["w.log", "w.log.1", "w.log.2"]);
    const text = (name: string) => Deno.readTextFile(`${dir}/logs/${name}`);
    equal(await text("w.log"), "six\n");
    equal(await text("w.log.1"), "four\nfive\n");
    equal(await text("w.log.2"), "three\n");
  }));

Deno.test("a log file goes on where the process before it ended", () =>
  inFolder(async (dir) => {
    for (const line of ["one", "two"]) {
      const file = new RotatingFile(`${dir}/w.log`, { maxBytes: 99, kept: 1 });
      file.add(line);
      file.close();
    }
    equal(await Deno.readTextFile(`${dir}/w.log`), "one\ntwo\n");
  }));

Deno.test("however much is logged, the files take no more than they may", () =>
  inFolder((dir) => {
    const limits = { maxBytes: 1_000, kept: 3 };
    const file = new RotatingFile(`${dir}/w.log`, limits);
    for (let i = 0; i < 5_000; i++) file.add(`line ${i}`);
    file.close();
    const sizes = names(dir).map((name) =>
      Deno.statSync(`${dir}/${name}`).size
    );
    equal(sizes.length, 4);
    ok(sizes.every((size) => size <= 1_000));
    return Promise.resolve();
  }));

Deno.test("a log that cannot be written is no reason to throw", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/logs`, "a file where a folder should be");
    const file = new RotatingFile(`${dir}/logs/w.log`, {
      maxBytes: 10,
      kept: 1,
    });
    equal(file.add("lost"), false);
    await Deno.remove(`${dir}/logs`);
    equal(file.add("kept"), true);
    file.close();
  }));

Deno.test("a log file is its owner's alone", () =>
  inFolder((dir) => {
    if (Deno.build.os === "windows") return Promise.resolve();
    const file = new RotatingFile(`${dir}/logs/w.log`, {
      maxBytes: 10,
      kept: 1,
    });
    file.add("x");
    file.close();
    equal(Deno.statSync(`${dir}/logs/w.log`).mode! & 0o777, 0o600);
    equal(Deno.statSync(`${dir}/logs`).mode! & 0o777, 0o700);
    return Promise.resolve();
  }));
