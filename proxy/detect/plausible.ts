import { oddity } from "./oddity.ts";

/** How much of a long token is looked at. */
const LOOK = 96;

/** Words that stand in made-up values, wherever they are in them. */
const MADE_UP =
  /example|placeholder|change_?me|redacted|replace|insert|dummy|sample|your[_-]|[_-]here\b|goes_?here|deadbeef|\*\*\*\*|<[a-z_ -]{3,}>|put[_-]?your|fake[_-]|[_-]fake|foobar/i;

/** Whether a stretch is filler: repeated, counted up, or made-up words. */
export function isFiller(text: string, start: number, end: number): boolean {
  const body = text.slice(start, Math.min(end, start + LOOK));
  return isMonotone(body) || isCounted(body) || isCrossedOut(body) ||
    isElided(body) || hasMadeUpWord(body);
}

/** Longest token that somebody shortens with three dots. */
const MOST_ELIDED = 40;

/** Whether dots stand for what was left out; in a long token chance draws them. */
function isElided(body: string): boolean {
  const at = body.indexOf("...");
  return at >= 0 && (body.length <= MOST_ELIDED || body.endsWith("..."));
}

/** Whether somebody wrote one of the words: chance hardly ever keeps to one case. */
function hasMadeUpWord(body: string): boolean {
  for (let rest = body;;) {
    const found = MADE_UP.exec(rest);
    if (found === null) return false;
    if (isOneCase(found[0])) return true;
    rest = rest.slice(found.index + 1);
  }
}

function isOneCase(word: string): boolean {
  const tail = word.slice(1);
  return word === word.toLowerCase() || word === word.toUpperCase() ||
    tail === tail.toLowerCase();
}

/** Whether letters x stand where a secret would: four draws of chance are not yet that, in a long one. */
function isCrossedOut(body: string): boolean {
  return body.match(/x{4,}|X{4,}/g)?.some(({ length }) =>
    length >= 8 || length * 4 >= body.length
  ) ?? false;
}

/** So few different characters that chance would not do it. */
function isMonotone(body: string): boolean {
  if (body.length < 6) return false;
  const most = body.length >= 12 ? 3 : 2;
  let seen = "";
  let distinct = 0;
  for (const character of body) {
    if (seen.includes(character)) continue;
    if (++distinct > most) return false;
    seen += character;
  }
  return true;
}

/** Mostly made of neighbours in the alphabet or in the row of digits. */
function isCounted(body: string): boolean {
  let inOrder = 0;
  let run = 1;
  for (let i = 1; i <= body.length; i++) {
    const isNext = isSuccessor(body.charCodeAt(i - 1), body.charCodeAt(i));
    if (isNext) run++;
    else {
      if (run >= 4) inOrder += run;
      run = 1;
    }
  }
  return inOrder * 2 > body.length;
}

function isSuccessor(a: number, b: number): boolean {
  return b === a + 1 || a === 57 && (b === 48 || (b | 32) === 97);
}

/** Bits of surprise per character from which a text of a length is random. */
function randomFrom(length: number): number {
  return length >= 20 ? 4.75 : length >= 14 ? 4.65 : 4.5;
}

/** Whether a stretch looks drawn by lot rather than written by somebody. */
export function looksRandom(text: string, start: number, end: number): boolean {
  const stop = Math.min(end, start + LOOK);
  const digits = countDigits(text, start, stop);
  if (isHexadecimal(text, start, stop)) {
    return digits > 0 && digits < stop - start || stop - start >= 32;
  }
  const least = digits <= 2 && hasHumps(text.slice(start, stop))
    ? RANDOM_IN_HUMPS
    : randomFrom(stop - start) - (digits >= 2 ? 0.35 : 0);
  return oddity(text, start, stop) >= least;
}

/** The same for names with humps: their abbreviations are odd too. */
const RANDOM_IN_HUMPS = 5.3;

const LEAST_HUMPS = 14;

/** Letters of both cases, few of them capitals, and one number: as in names of programs. */
export function hasHumps(body: string): boolean {
  if (body.length < LEAST_HUMPS) return false;
  if (!/^[A-Za-z_]+(?:\d{1,2}[A-Za-z_]*)?$/.test(body)) return false;
  const capitals = body.match(/[A-Z]/g)?.length ?? 0;
  return capitals >= 2 && capitals * 3 <= body.length;
}

/** Least length, and changes from letters to digits or back, of what nobody wrote. */
const LEAST_MIXED = 14;
const LEAST_CHANGES = 4;

/**
 * Whether letters and digits alternate more often than in names: a weaker sign,
 * for what has the form of a token already.
 */
export function isMixedUp(text: string, start: number, end: number): boolean {
  const body = text.slice(start, Math.min(end, start + LOOK));
  if (body.length < LEAST_MIXED) return false;
  const changes = body.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
  return changes >= LEAST_CHANGES;
}

/** Numbers in hexadecimal, one after the other: no date and no version. */
const GROUPS =
  /^(?=[^a-f]*[a-f])(?=\D*\d)[0-9a-f]{4,}(?:[-.:_][0-9a-f]{4,})+$/i;
const LEAST_GROUPS = 24;

/** Whether a value is of groups of hexadecimal digits, as some keys are. */
export function isGrouped(value: string): boolean {
  return value.length >= LEAST_GROUPS && GROUPS.test(value);
}

function countDigits(text: string, start: number, end: number): number {
  let digits = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits;
}

function isHexadecimal(text: string, start: number, end: number): boolean {
  const body = text.slice(start, end);
  return /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(body) ||
    end - start >= 16 && /^[0-9a-fA-F]+$/.test(body);
}
