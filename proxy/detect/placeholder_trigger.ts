import type { Finding, Span } from "../redact/finding.ts";
import type { Candidate } from "./merge.ts";
import type { Trigger } from "./scene.ts";

const WHOLE = /<pl:([A-Z0-9_]{1,32}):[0-9a-f]{16}>/y;

/** Sees placeholders of our own, so that nothing is found in them. */
export const placeholderTrigger: Trigger = {
  literal: "<pl:",
  fire: ({ text, placeholders }, start) => {
    WHOLE.lastIndex = start;
    const found = WHOLE.exec(text);
    if (found === null) return;
    const end = start + found[0].length;
    placeholders.push({ start, end, type: found[1]! });
  },
};

/** Least length of what stays of a candidate beside a placeholder. */
const LEAST = 8;

/** Cuts placeholders out of candidates; small remains are dropped. */
export function cutOut(
  candidates: readonly Candidate[],
  placeholders: readonly Finding[],
): readonly Candidate[] {
  if (placeholders.length === 0) return candidates;
  return candidates.flatMap((candidate) =>
    remains(candidate, placeholders).map((span) => ({ ...candidate, ...span }))
  );
}

function remains(whole: Span, placeholders: readonly Finding[]): Span[] {
  const spans: Span[] = [];
  let start = whole.start;
  let isCut = false;
  for (const hole of placeholders) {
    if (hole.end <= whole.start || hole.start >= whole.end) continue;
    isCut = true;
    if (hole.start - start >= LEAST) spans.push({ start, end: hole.start });
    start = Math.max(start, hole.end);
  }
  if (!isCut) return [whole];
  if (whole.end - start >= LEAST) spans.push({ start, end: whole.end });
  return spans;
}
