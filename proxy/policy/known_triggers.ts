import type { Trigger } from "../detect/mod.ts";
import { indistinct } from "./distinctive.ts";
import { formsOf } from "./forms.ts";

/** A value that is a secret because of where it is kept. */
export interface KnownValue {
  readonly value: string;
  /** TYPE of its placeholder. */
  readonly type: string;
}

/** Heavier than any rule: the value itself is known. */
const KNOWN_WEIGHT = 6;
/** Characters of a form that the pass looks for; the rest is compared. */
const BEGINNING = 10;

/**
 * Triggers that find known values, in clear and encoded, exactly.
 *
 * Values that may stand in harmless text are left out.
 */
export function knownTriggers(known: readonly KnownValue[]): Trigger[] {
  const types = new Map<string, string>();
  for (const { value, type } of known) {
    if (indistinct(value) !== undefined) continue;
    for (const form of formsOf(value)) {
      if (!types.has(form)) types.set(form, type);
    }
  }
  return [...types].map(([form, type]) => triggerFor(form, type));
}

function triggerFor(form: string, type: string): Trigger {
  return {
    literal: lower(form.slice(0, BEGINNING)),
    fire: ({ text, candidates }, start) => {
      if (!text.startsWith(form, start)) return;
      const end = start + form.length;
      const rule = "known-value";
      candidates.push({ start, end, type, rule, weight: KNOWN_WEIGHT });
    },
  };
}

/** Only ASCII, as the pass reads it. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
