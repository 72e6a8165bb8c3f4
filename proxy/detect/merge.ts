import type { Finding } from "../redact/finding.ts";

/** A finding, which rule made it, and how sure of the type that rule is. */
export interface Candidate extends Finding {
  readonly rule: string;
  /** The higher names the type when spans are joined. */
  readonly weight: number;
}

/**
 * Puts candidates in order and joins those that overlap, so that no tail of
 * one stays in clear. The heaviest, then the longest, then the first names it.
 */
export function mergeCandidates(
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const merged: Candidate[] = [];
  for (const next of candidates.toSorted(byPlace)) {
    const last = merged.at(-1);
    if (last === undefined || next.start >= last.end) merged.push(next);
    else merged[merged.length - 1] = join(last, next);
  }
  return merged;
}

function byPlace(a: Candidate, b: Candidate): number {
  return a.start - b.start || b.end - a.end || b.weight - a.weight ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

function join(first: Candidate, second: Candidate): Candidate {
  const { type, rule, weight } = isBetter(second, first) ? second : first;
  const end = Math.max(first.end, second.end);
  return { start: first.start, end, type, rule, weight };
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.weight !== b.weight) return a.weight > b.weight;
  return a.end - a.start > b.end - b.start;
}
