import { deepEqual } from "node:assert/strict";
import { LedgerError } from "../../audit/mod.ts";
import { failureOf } from "../../ops/failure.ts";

Deno.test("our errors cross with code, message and hint", () => {
  const error = new LedgerError("poisoned", "Cannot", { hint: "Do" });
  deepEqual(failureOf(error), {
    code: "poisoned",
    message: "Cannot",
    hint: "Do",
  });
});

Deno.test("other errors cross with their name and message, and no stack", () => {
  deepEqual(failureOf(new TypeError("odd")), {
    code: "internal",
    message: "TypeError: odd",
    hint: undefined,
  });
  deepEqual(failureOf("thrown"), {
    code: "internal",
    message: "thrown",
    hint: undefined,
  });
});
