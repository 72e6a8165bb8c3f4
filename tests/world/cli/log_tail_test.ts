import { deepEqual, equal } from "node:assert/strict";
import { logTail } from "../../../cli/log_tail.ts";
import { inTempDir } from "../support/run.ts";

Deno.test("a log is read from its oldest file on, then what is added", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/w.log`;
    const read = logTail(path);
    equal(read(), null);
    await Deno.writeTextFile(`${path}.2`, "a\n");
    await Deno.writeTextFile(`${path}.1`, "b\n");
    await Deno.writeTextFile(path, "c\nhal");
    deepEqual(read(), ["a", "b", "c"]);
    deepEqual(read(), []);
    await Deno.writeTextFile(path, "f\nd\n", { append: true });
    deepEqual(read(), ["half", "d"]);
  }));

Deno.test("no line is lost when the file is renamed between two looks", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/w.log`;
    await Deno.writeTextFile(path, "a\nb");
    const read = logTail(path);
    deepEqual(read(), ["a"]);
    await Deno.writeTextFile(path, "c\n", { append: true });
    await Deno.rename(path, `${path}.1`);
    await Deno.writeTextFile(path, "d\n");
    deepEqual(read(), ["bc", "d"]);
    deepEqual(read(), []);
  }));
