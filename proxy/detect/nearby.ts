import type { Span } from "../redact/finding.ts";
import { charset, has } from "./charset.ts";
import { type CompiledRule, matchRule } from "./compiled_rule.ts";
import { Places } from "./places.ts";
import type { Scene, Sighting, Trigger } from "./scene.ts";
import type { Step } from "./shape.ts";

const REACH = 60;
/** Weight of a finding by a vendor's word and the token's form. */
const NEARBY_WEIGHT = 3;
/** The same when the form begins with a literal: above a form without a word. */
const PREFIXED_WEIGHT = 4.5;
/** Shortest such literal: `sk-`. */
const LEAST_PREFIX = 3;
/** Words shorter than this must stand alone. */
const SHORT_WORD = 5;
/** Characters that would make a token part of something longer. */
const GOES_ON = charset("A-Za-z0-9_/+@-");
/** What must stand between the word and the token, to tie them together. */
const LINK =
  /[=:>,|]|["'`]|\b(?:is|key|token|secret|password|pass|auth|use|with|id|pat)\b|key|token|secret|login|credential|[_-](?:id|sid|pat|uid)\b/i;
/** Names of things that look like tokens and are none. */
const NOT_A_SECRET =
  /sha(?:1|256|384|512|sum)?\b|sum["'`]{0,2}[ \t]?[:=]|\bh1\b|md5|commit|digest|checksum|integrity|hash|etag|revision|\brev\b|fingerprint|trace|span_?id|request_?id|uuid|guid|version|nonce|image|blob|tree|\bref\b/i;

/** Characters of a word that are looked for; the rest is compared. */
const LOOKED_FOR = 8;

/** A word of a rule, by the rule's place among those with words. */
interface RuleWord {
  readonly rule: number;
  readonly word: string;
  /** How far after it a long run must be; infinite if none need be. */
  readonly longWithin: number;
}

/** All words that begin with one literal, and what may follow that in them. */
interface Family {
  readonly words: RuleWord[];
  /** A bit for each character by the last five of its own, in either case. */
  next: number;
  second: number;
}

/** Triggers of the rules with words: they only take note of the place. */
export function wordTriggers(rules: readonly CompiledRule[]): Trigger[] {
  const families = new Map<string, Family>();
  rules.forEach(({ rule: { words = [], reach = REACH }, longBy }, rule) => {
    // A token that is tied to the next such word may be nearer to that one.
    const longWithin = longBy < 0 ? Infinity : 2 * reach + longBy;
    for (const word of words) addTo(families, { rule, word, longWithin });
  });
  return [...families].map(([literal, family]) => ({
    literal,
    fire: fireWords(family),
  }));
}

function addTo(families: Map<string, Family>, word: RuleWord): void {
  for (const start of beginnings(word.word, LOOKED_FOR + 2)) {
    const literal = start.slice(0, LOOKED_FOR);
    const family = families.get(literal) ?? { words: [], next: 0, second: 0 };
    families.set(literal, family);
    if (family.words.at(-1) !== word) family.words.push(word);
    family.next |= bitOf(start, LOOKED_FOR);
    family.second |= bitOf(start, LOOKED_FOR + 1);
  }
}

/** The bit of a character of a word; all bits after its end. */
function bitOf(start: string, at: number): number {
  return at < start.length ? 1 << (start.charCodeAt(at) & 31) : -1;
}

/** What all words do that begin with a literal, where that stands. */
function fireWords({ words, next, second }: Family): Trigger["fire"] {
  return (scene, start, end) => {
    const { bytes } = scene;
    if ((next >>> (bytes[end]! & 31) & 1) === 0) return;
    if ((second >>> (bytes[end + 1]! & 31) & 1) === 0) return;
    for (let i = 0; i < words.length; i++) {
      const { word, rule, longWithin } = words[i]!;
      const stop = endOfWord(bytes, start, word);
      if (stop < 0 || !standsAlone(scene.text, start, stop)) continue;
      const mayBe = longWithin === Infinity ||
        scene.longRuns.isAnyIn(stop, stop + longWithin);
      if (mayBe) scene.sightings.push({ rule, end: stop });
    }
  };
}

const JOINTS = ["", "_", "-", " ", "."];

/** How a word may begin, up to a length, whatever its separators are. */
function beginnings(word: string, length: number): readonly string[] {
  let all = [""];
  for (const part of word.split("_")) {
    const joints = all[0] === "" ? [""] : JOINTS;
    if (all.every((start) => start.length >= length)) break;
    all = all.flatMap((start) => joints.map((joint) => start + joint + part));
  }
  return [...new Set(all.map((start) => start.slice(0, length)))];
}

/** Where a word that begins at a place ends; -1 if another stands there. */
function endOfWord(bytes: Uint8Array, at: number, word: string): number {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code === UNDERSCORE) {
      if (has(JOINT, bytes[at]!)) at++;
      continue;
    }
    const here = bytes[at++]!;
    if (here !== code && (here | 32) !== code) return -1;
  }
  return at;
}

const UNDERSCORE = 95;
const JOINT = charset("_ .-");

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
  if (scene.sightings.length === 0) return;
  const places = new Places(scene);
  for (const { sighting, before, next } of withNeighbours(scene.sightings)) {
    const compiled = rules[sighting.rule]!;
    const reach = compiled.rule.reach ?? REACH;
    const limit = Math.min(sighting.end + reach, next);
    const ends = before !== undefined && before + reach > sighting.end
      ? [sighting.end, before]
      : [sighting.end];
    for (const place of places.between(sighting.end, limit)) {
      if (place.length < compiled.least) continue;
      tryAt(scene, compiled, { wordEnds: ends, at: place.at });
    }
  }
}

/** A sighting, and where the one before and the next of its rule end. */
interface Neighbours {
  readonly sighting: Sighting;
  readonly before: number | undefined;
  next: number;
}

/** What stands after two words belongs to the nearer one. */
function withNeighbours(sightings: readonly Sighting[]): readonly Neighbours[] {
  const last = new Map<number, Neighbours>();
  return sightings.map((sighting) => {
    const previous = last.get(sighting.rule);
    if (previous) previous.next = sighting.end;
    const before = previous?.sighting.end;
    const neighbours = { sighting, before, next: Infinity };
    last.set(sighting.rule, neighbours);
    return neighbours;
  });
}

function tryAt(
  scene: Scene,
  compiled: CompiledRule,
  { wordEnds, at }: {
    readonly wordEnds: readonly number[];
    readonly at: number;
  },
): void {
  const { text, runs } = scene;
  const match = matchRule(compiled, text, { at, runs });
  if (match === undefined || goesOn(text, match.end)) return;
  if (PATH.test(text.slice(match.start, match.start + 24))) return;
  if (isWide(compiled) && DIGEST.test(text.slice(match.start, match.end))) {
    return;
  }
  if (!wordEnds.some((end) => isTied(text, end, at))) return;
  const { type, id } = compiled.rule;
  if (!/_(?:ID|SID|UUID)$/.test(type) && isNamedId(text, match)) return;
  const weight = weightOf(compiled);
  scene.candidates.push({ ...match, type, rule: id, weight });
}

function weightOf({ shape: { steps } }: CompiledRule): number {
  const [first] = steps;
  return first !== undefined && beginsLong(first)
    ? PREFIXED_WEIGHT
    : NEARBY_WEIGHT;
}

/** Whether a literal, or one of several, stands first. */
function beginsLong(step: Step): boolean {
  switch (step.kind) {
    case "text":
      return step.text.length >= LEAST_PREFIX;
    case "run":
      return false;
    case "group":
      return step.min > 0 &&
        step.choices.every(([first]) => first && beginsLong(first));
  }
}

/** A digest, where a token would have letters beyond f too. */
const DIGEST = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/;
const SMALL_Z = 122;

/** Whether a rule's tokens are of all letters. */
function isWide({ shape: { steps } }: CompiledRule): boolean {
  return steps.some((step) => step.kind === "run" && has(step.set, SMALL_Z));
}

const PATH = /^\/[a-z]{4,}\//;

function goesOn(text: string, end: number): boolean {
  if (end >= text.length) return false;
  return has(GOES_ON, text.charCodeAt(end));
}

const ENDS_WITH_NOUN =
  /(?:key|token|secret|password|pat|auth|login)[ \t]{1,2}$/i;
/** A name that says its value tells things apart, and not that of a key. */
const NAME_OF_ID =
  /(?:^|[^A-Za-z])(?:[\w-]*?(?:^|[_-]|[a-z](?=I)))?(?:ids?|uuids?|guids?|jobs?|runs?|builds?|deploy(?:ment)?s?|projects?|sites?|orgs?|organizations?|teams?|workspaces?|spaces?|zones?|accounts?|environments?)["'`]{0,2}[ \t]{0,2}[:=\/][ \t]{0,2}["'`]?$/i;
const ID_OF_KEY =
  /(?:client|app|api|key|access|secret|token|licen[cs]e|auth|session|reporter)[_-]?ids?["'`]{0,2}[ \t]{0,2}[:=\/][ \t]{0,2}["'`]?$/i;
const PLAIN_ID =
  /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,64})$/i;
const MOST_BEFORE = 48;

/** Whether a UUID or a number in hexadecimal stands where only an id would. */
function isNamedId(text: string, { start, end }: Span): boolean {
  if (!PLAIN_ID.test(text.slice(start, end))) return false;
  const before = text.slice(Math.max(0, start - MOST_BEFORE), start);
  return NAME_OF_ID.test(before) && !ID_OF_KEY.test(before);
}

function isTied(text: string, wordEnd: number, at: number): boolean {
  const between = text.slice(wordEnd, at);
  const isLinked = LINK.test(between) ||
    ENDS_WITH_NOUN.test(text.slice(wordEnd - 8, at));
  return isLinked && !NOT_A_SECRET.test(between);
}
