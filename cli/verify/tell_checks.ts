import type { Checked } from "../../ops/mod.ts";

/** The answers for people: what failed comes with what to do. */
export function tellChecks(checked: readonly Checked[]): readonly string[] {
  const failed = checked.filter(({ ok }) => !ok).length;
  return [
    ...checked.flatMap(({ ok, question, answer, hint }) => [
      `${ok ? "ok  " : "FAIL"}  ${question} ${sentence(answer)}`,
      ...hint === null ? [] : [`      hint: ${hint}`],
    ]),
    failed === 0
      ? `All ${checked.length} checks hold`
      : `${failed} of ${checked.length} checks FAIL`,
  ];
}

/** A name at its beginning, such as that of a file, stays as it is. */
function sentence(answer: string): string {
  const begun = answer.replace(/^[a-z](?=[a-z]* )/, (c) => c.toUpperCase());
  return `${begun}.`;
}
