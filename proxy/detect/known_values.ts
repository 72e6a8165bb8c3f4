import { Buffer } from "node:buffer";
import { charset, has } from "./charset.ts";
import { isFiller } from "./plausible.ts";
import type { Trigger } from "./scene.ts";
import { isPlaceholderWord } from "./stand_in.ts";

/** A value that is known to be a secret, whatever it looks like. */
export interface KnownValue {
  readonly value: string;
  /** TYPE of its placeholder; `KNOWN_VALUE` if not said. */
  readonly type?: string;
}

/** Shorter values stand in ordinary text by chance. */
const LEAST = 8;
/** How much of a form is looked for; the rest is compared. */
const LOOKED_FOR = 12;
/** Nothing outweighs what is known. */
const KNOWN_WEIGHT = 9;

/** Why a value is too short or too common to be looked for, if it is. */
export function whyNotKnown(value: string): "short" | "common" | undefined {
  if (value.length < LEAST) return "short";
  const isCommon = isPlaceholderWord(value) ||
    isFiller(value, 0, value.length) || /^[a-z]+$|^\d{1,9}$/i.test(value);
  return isCommon ? "common" : undefined;
}

/** A way in which a value may stand in a text. */
interface Form {
  readonly text: string;
  /** It may be a part of a longer run, which is then redacted as a whole. */
  readonly run?: "base64";
}

/** Triggers of all forms of the values that can be looked for. */
export function knownValueTriggers(values: readonly KnownValue[]): Trigger[] {
  return values.filter(({ value }) => whyNotKnown(value) === undefined)
    .flatMap(({ value, type = "KNOWN_VALUE" }) =>
      formsOf(value).map((form) => triggerOf(form, type))
    );
}

function triggerOf({ text: form, run }: Form, type: string): Trigger {
  return {
    literal: form.slice(0, LOOKED_FOR)
      .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
    fire: ({ text, candidates }, start) => {
      if (!text.startsWith(form, start)) return;
      const end = start + form.length;
      const span = run === "base64"
        ? widenRun(text, start, end)
        : { start, end };
      candidates.push({
        ...span,
        type,
        rule: "known-value",
        weight: KNOWN_WEIGHT,
      });
    },
  };
}

/** Plain, as JSON and as a URL write it, in hexadecimal and in base64. */
function formsOf(value: string): readonly Form[] {
  const bytes = Buffer.from(value, "utf8");
  const hex = bytes.toString("hex");
  const texts = [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    hex,
    hex.toUpperCase(),
  ];
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    const text = inside(bytes, shift);
    return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return [
    ...[...new Set(texts)].map((text) => ({ text })),
    ...[...new Set(inBase64)].map((text) => ({ text, run: "base64" as const })),
  ];
}

/** The characters of base64 that only the value decides, wherever it begins. */
function inside(bytes: Uint8Array, shift: number): string {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const whole = padded.toString("base64").replace(/=+$/, "");
  const last = padded.length % 3 === 0 ? whole.length : whole.length - 1;
  return whole.slice([0, 2, 3][shift], last);
}

const BASE64 = charset("A-Za-z0-9+/_=-");
/** Most of a run that is redacted around a value. */
const MOST_RUN = 4096;

function widenRun(text: string, start: number, end: number) {
  const least = Math.max(0, start - MOST_RUN);
  const most = Math.min(text.length, end + MOST_RUN);
  while (start > least && has(BASE64, text.charCodeAt(start - 1))) start--;
  while (end < most && has(BASE64, text.charCodeAt(end))) end++;
  return { start, end };
}
