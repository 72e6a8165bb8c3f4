import { deepEqual } from "node:assert/strict";
import { tellChecks } from "../../../cli/verify/tell_checks.ts";

const good = {
  id: "a",
  question: "Is it?",
  ok: true,
  answer: "it is",
  hint: null,
};
const bad = {
  id: "b",
  question: "And that?",
  ok: false,
  answer: "ca.key is not",
  hint: "Mend it.",
};

Deno.test("what holds takes a line, what fails a second one with what to do", () => {
  deepEqual(tellChecks([good, bad]), [
    "ok    Is it? It is.",
    "FAIL  And that? ca.key is not.",
    "      hint: Mend it.",
    "1 of 2 checks FAIL",
  ]);
});

Deno.test("the last line says it all", () => {
  deepEqual(tellChecks([good]).at(-1), "All 1 checks hold");
});
