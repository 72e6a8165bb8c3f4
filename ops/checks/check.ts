import type { Look, Survey } from "./survey.ts";

/** The answer to one question. */
export interface Judged {
  readonly ok: boolean;
  /** A sentence without its full stop. */
  readonly answer: string;
}

/** One question about an installation. */
export interface Check {
  readonly id: string;
  readonly question: string;
  /** What helps when the answer is no, as an imperative. */
  readonly hint: string;
  /** Whether it is about a running instance, and asked only then. */
  readonly runtime?: true;
  readonly judge: (survey: Survey) => Judged;
}

/** A check and its answer. */
export interface Checked extends Judged {
  readonly id: string;
  readonly question: string;
  /** `null` when all is well. */
  readonly hint: string | null;
}

/** Asks every question that applies, in order. */
export function check(
  survey: Survey,
  { checks, runtime }: {
    readonly checks: readonly Check[];
    readonly runtime: boolean;
  },
): readonly Checked[] {
  return checks.filter((one) => runtime || !one.runtime)
    .map(({ id, question, hint, judge }) => {
      const { ok, answer } = judge(survey);
      return { id, question, ok, answer, hint: ok ? null : hint };
    });
}

/** Judges what was found; what could not be looked at is not in order. */
export function judgeLook<T>(
  look: Look<T>,
  judge: (found: T) => Judged,
): Judged {
  return "found" in look
    ? judge(look.found)
    : { ok: false, answer: look.failed };
}
