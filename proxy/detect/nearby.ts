import { endsEscape } from "./boundary.ts";
import { charset, has, LETTER_OR_DIGIT } from "./charset.ts";
import { type CompiledRule, matchRule } from "./compiled_rule.ts";
import type { Scene, Sighting, Trigger } from "./scene.ts";

const REACH = 60;
/** Weight of a finding by a vendor's word and the token's form. */
const NEARBY_WEIGHT = 3;
/** Words shorter than this must stand alone. */
const SHORT_WORD = 5;
/** Characters that a value never directly follows. */
const INSIDE = charset("A-Za-z0-9_./+@#%-");
/** Characters that would make a token part of something longer. */
const GOES_ON = charset("A-Za-z0-9_/+@-");
/** What must stand between the word and the token, to tie them together. */
const LINK =
  /[=:>,|]|["'`]|\b(?:is|key|token|secret|password|pass|auth|use|with|id|pat)\b|key|token|secret|login|credential/i;
/** Names of things that look like tokens and are none. */
const NOT_A_SECRET =
  /sha(?:1|256|384|512)?\b|md5|commit|digest|checksum|integrity|hash|etag|revision|\brev\b|fingerprint|trace|span_?id|request_?id|uuid|guid|version|nonce|image|blob|tree|\bref\b/i;

/** Triggers of the rules with words: they only take note of the place. */
export function wordTriggers(rules: readonly CompiledRule[]): Trigger[] {
  return rules.flatMap(({ rule }, index) =>
    (rule.words ?? []).flatMap(spellings).map((literal) => ({
      literal,
      fire: (scene, start, end) => {
        if (!standsAlone(scene.text, start, end)) return;
        scene.sightings.push({ rule: index, end });
      },
    }))
  );
}

function spellings(word: string): string[] {
  if (!word.includes("_")) return [word];
  return ["", "_", "-", " ", "."].map((joint) => word.replaceAll("_", joint));
}

/** Whether a short word is not a part of a longer one. */
function standsAlone(text: string, start: number, end: number): boolean {
  if (end - start >= SHORT_WORD) return true;
  return !isLower(text, start - 1) && !isLower(text, end) ||
    isHump(text, start) && !isLower(text, end);
}

function isLower(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122;
}

function isHump(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90;
}

/** Looks for the tokens after the words that were seen. */
export function findNearby(
  scene: Scene,
  rules: readonly CompiledRule[],
): void {
  const walked = new Map<number, number>();
  for (const sighting of scene.sightings) {
    const compiled = rules[sighting.rule]!;
    const limit = sighting.end + (compiled.rule.reach ?? REACH);
    const from = Math.max(sighting.end, walked.get(sighting.rule) ?? 0);
    searchWindow(scene, compiled, { sighting, from, limit });
    walked.set(sighting.rule, Math.max(from, limit));
  }
}

function searchWindow(
  scene: Scene,
  compiled: CompiledRule,
  window: {
    readonly sighting: Sighting;
    readonly from: number;
    readonly limit: number;
  },
): void {
  const { text, runs } = scene;
  const limit = Math.min(window.limit, text.length);
  for (let at = window.from; at < limit; at++) {
    if (!mayBeValue(text, at)) continue;
    const match = matchRule(compiled, text, { at, runs });
    if (match === undefined || goesOn(text, match.end)) continue;
    if (!isTied(text, window.sighting.end, at)) continue;
    const { type, id } = compiled.rule;
    scene.candidates.push({ ...match, type, rule: id, weight: NEARBY_WEIGHT });
    at = match.end;
  }
}

/** A place where a value may begin: not inside a word, path or address. */
function mayBeValue(text: string, at: number): boolean {
  const here = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  if (here <= 32 || has(LETTER_OR_DIGIT, before) && !endsEscape(text, at)) {
    return false;
  }
  return !has(INSIDE, before) || endsEscape(text, at);
}

function goesOn(text: string, end: number): boolean {
  if (end >= text.length) return false;
  return has(GOES_ON, text.charCodeAt(end));
}

function isTied(text: string, wordEnd: number, at: number): boolean {
  const between = text.slice(wordEnd, at);
  return LINK.test(between) && !NOT_A_SECRET.test(between);
}
