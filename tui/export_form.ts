import type { Mode, Model } from "./model.ts";

type Form = Extract<Mode, { readonly is: "exporting" }>;

const DAY_MS = 86_400_000;

/** The form as it is first shown: the last seven days, in local time. */
export function exportMode(
  { nowMs, offsetMinutes }: Pick<Model, "nowMs" | "offsetMinutes">,
): Form {
  const day = (ms: number) =>
    new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 10);
  return {
    is: "exporting",
    since: day(nowMs - 6 * DAY_MS),
    until: day(nowMs),
    at: "since",
    fault: null,
  };
}

/** The form after a key, `null` if it was given up, and whether to go on. */
export function exportKey(
  form: Form,
  key: string,
): { readonly form: Form | null; readonly submit: boolean } {
  const stay = (form: Form) => ({ form, submit: false });
  const set = (text: string) => stay({ ...form, [form.at]: text, fault: null });
  const text = form[form.at];
  switch (key) {
    case "escape":
      return { form: null, submit: false };
    case "tab":
    case "up":
    case "down":
      return stay({ ...form, at: form.at === "since" ? "until" : "since" });
    case "backspace":
      return set(text.slice(0, -1));
    case "enter": {
      const fault = faultOf(form);
      return fault === null ? { form, submit: true } : stay({ ...form, fault });
    }
    default:
      return /^[0-9-]$/.test(key) && text.length < 10
        ? set(text + key)
        : stay(form);
  }
}

function faultOf({ since, until }: Form): string | null {
  const wrong = [since, until].find((text) => !isDate(text));
  if (wrong !== undefined) return `Not a date (YYYY-MM-DD): ${wrong || "–"}`;
  return since > until ? "The first day is after the last" : null;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) &&
    new Date(ms).toISOString().startsWith(text);
}
