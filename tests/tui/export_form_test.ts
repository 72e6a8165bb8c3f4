import { deepEqual, equal } from "node:assert/strict";
import { exportKey, exportMode } from "../../tui/export_form.ts";

const first = exportMode({
  nowMs: Date.UTC(2026, 2, 3, 23, 30),
  offsetMinutes: 60,
});

/** The form after some keys; `null` once it was given up. */
function typed(...keys: string[]) {
  let form: typeof first | null = first;
  let submit = false;
  for (const key of keys) ({ form, submit } = exportKey(form!, key));
  return { form, submit };
}

const clear = Array<string>(10).fill("backspace");

Deno.test("at first the last seven days are chosen, as they are counted here", () => {
  deepEqual([first.since, first.until], ["2026-02-26", "2026-03-04"]);
});

Deno.test("Enter goes on with two good dates", () => {
  const { form, submit } = typed(...clear, ..."2026-01-15", "enter");
  equal(submit, true);
  equal(form!.since, "2026-01-15");
});

Deno.test("Tab goes to the other date and back", () => {
  equal(typed("tab").form!.at, "until");
  equal(typed("tab", "tab").form!.at, "since");
  equal(typed("tab", "backspace").form!.until, "2026-03-0");
});

Deno.test("what is no date is refused, and says so until it is changed", () => {
  for (const text of ["2026-02-30", "2026-13-01", "2026-1-1", ""]) {
    const { form, submit } = typed(...clear, ...text, "enter");
    equal(submit, false);
    equal(form!.fault?.startsWith("Not a date"), true);
  }
  equal(typed(...clear, "enter", "2").form!.fault, null);
});

Deno.test("days in the wrong order are refused", () => {
  const { form, submit } = typed(...clear, ..."2027-01-01", "enter");
  equal(submit, false);
  equal(form!.fault, "The first day is after the last");
});

Deno.test("only what can stand in a date can be typed", () => {
  equal(typed("backspace", "x", "é", "5").form!.since, "2026-02-25");
  equal(typed("1").form!.since, "2026-02-26");
});

Deno.test("Escape gives it up", () => {
  equal(typed("escape").form, null);
});
