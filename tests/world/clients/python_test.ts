import { deepEqual, equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { has } from "../support/run.ts";
import type { Told } from "./scripts/conversation.ts";
import { inPreparedShell, textOf, through } from "./through.ts";

const SCRIPT = fileURLToPath(new URL("./scripts/converse.py", import.meta.url));
const hasPython = await has("python3");

Deno.test({
  name:
    "Python gets its secrets back, also from bodies in chunks and gzip, and the provider never gets them",
  ignore: !hasPython,
  fn: () =>
    through(async ({ waterwall, prompt, stub }) => {
      const python = inPreparedShell(waterwall, ["python3", SCRIPT]);
      const told: readonly Told[] = JSON.parse(
        await textOf(python, prompt.text),
      );
      equal(told.length, 4);
      for (const { turn, text, argument } of told) {
        equal(text, prompt.text, turn);
        equal(argument, prompt.text, turn);
      }
      equal(stub.received.length, 4);
      const encoded = stub.received.flatMap(({ headers }) => headers)
        .filter(([name]) => name === "content-encoding");
      deepEqual(encoded, []);
    }),
});
