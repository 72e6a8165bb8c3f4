import { equal } from "node:assert/strict";
import { masked } from "../../cli/masked.ts";

const KEY = "AKIA" + "QYLPMN5HHHFPZAM2";

Deno.test("the type of a secret stands where it stood, however often", async () => {
  equal(
    await masked(`a ${KEY}, b "${KEY}".`),
    'a [AWS_ACCESS_KEY_ID], b "[AWS_ACCESS_KEY_ID]".',
  );
});

Deno.test("a message without a secret is left as it is", async () => {
  for (const message of ["", "short", "/a/rather/long/path/to/a/file.txt"]) {
    equal(await masked(message), message);
  }
});
