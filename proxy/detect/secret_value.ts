import { oddity } from "./oddity.ts";
import { hasHumps, isFiller, isGrouped, looksRandom } from "./plausible.ts";
import type { Span } from "../redact/finding.ts";
import { hasStandIn, isOfWords, isReference, isWritten } from "./stand_in.ts";
import type { Link } from "./value.ts";

/** What is known about a value from where it stands. */
export interface ValueContext {
  /** How much its name says: see `NameMeaning`. */
  readonly strength: 1 | 2 | 3;
  readonly link: Link;
  readonly isQuoted: boolean;
  /** Alone on its line: no program would write a bare name there. */
  readonly isLine: boolean;
  /** Right after an equals sign. */
  readonly isTight: boolean;
  /** Its name has a harmless namesake. */
  readonly isDoubtful?: boolean;
}

/** How much of a long value is looked at. */
const LOOK = 128;
const LEAST = { 1: 20, 2: 8, 3: 5 } as const;
/** Longest phrase of words: 24 of up to 8 letters. */
const MOST_PHRASE = 240;
/** Without a digit or a sign, a value this long may still be drawn by lot. */
const LEAST_OF_LETTERS = 14;

/** Whether a value, given what its name says, is a secret. */
export function isSecretValue(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  context: ValueContext,
): boolean {
  const { strength } = context;
  if (end - start < LEAST[strength]) return false;
  const stop = Math.min(end, start + LOOK);
  const traits = traitsOf(text, start, stop);
  if ((traits & BLANK) !== 0) {
    return isPhrase(text.slice(start, Math.min(end, start + MOST_PHRASE))) ||
      isWorded(text, { start, end }, context);
  }
  const isOfLetters = (traits & (DIGIT | SIGN | FOREIGN)) === 0;
  if (isOfLetters && (strength === 1 || end - start < LEAST_OF_LETTERS)) {
    return false;
  }
  const value = text.slice(start, stop);
  if (isReference(value) || isWritten(value)) return false;
  if (isFiller(value, 0, value.length)) return false;
  if (!context.isQuoted && isCode(text, { start, end }, context)) return false;
  switch (strength) {
    case 1:
      return isSurelyMade(value);
    case 2:
      return isMade(value, context);
    case 3:
      return isMade(value, context) || isMadeUp(value, context);
  }
}

const DIGIT = 1;
const SIGN = 2;
const BLANK = 4;
const FOREIGN = 8;
const kinds = new Uint8Array(128);
for (
  const [characters, kind] of [
    ["0123456789", DIGIT],
    ["!@#$%^&*?~+=|;,:", SIGN],
    [" \t\r\n", BLANK],
  ] as const
) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

/** Which kinds of characters a stretch has, as bits. */
function traitsOf(text: string, start: number, end: number): number {
  let traits = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    traits |= code < 128 ? kinds[code]! : FOREIGN;
  }
  return traits;
}

/** Twelve or more short words, as wallets give them to be written down. */
function isPhrase(value: string): boolean {
  const words = value.trim().split(/\s+/);
  return words.length >= 12 && words.length <= 25 &&
    words.every((word) => /^[a-z]{3,8}$/.test(word)) &&
    new Set(words).size > words.length - 3 &&
    !words.some((word) => STOP_WORDS.has(word));
}

const STOP_WORDS = new Set(
  "the and for are was with that this from have has not but can will you your"
    .split(" "),
);

/** Longest password of several words. */
const MOST_WORDED = 48;

/** A few words, as people choose them, and no sentence about a password. */
function isWorded(
  text: string,
  { start, end }: Span,
  { strength, isQuoted, isDoubtful, link }: ValueContext,
): boolean {
  const isLiteral = strength === 3 && isQuoted && !isDoubtful &&
    link === "assign" && end - start <= MOST_WORDED;
  if (!isLiteral) return false;
  const value = text.slice(start, end);
  if (!/^\S{1,16}(?: \S{1,16}){1,4}$/.test(value) || isReference(value)) {
    return false;
  }
  if (/[A-Za-z][\d@#$%^&*!]+[A-Za-z]/.test(value)) return true;
  return /=[ \t]{0,2}["'`]$/.test(text.slice(start - 4, start)) &&
    /^[a-z]{3,}(?: [a-z]{3,})+$/.test(value) && !hasStandIn(value);
}

/** A bare word that is a call, an index, a member or a sum. */
function isCode(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  { strength, isLine, link }: ValueContext,
): boolean {
  const value = text.slice(start, Math.min(end, start + LOOK));
  if (/^[A-Za-z_][\w.:>-]*[([]/.test(value)) return true;
  const mayBeSum = strength < 3 || !isLine && link !== "flag";
  if (mayBeSum && SUM.test(value)) return true;
  if (MEMBER.test(value) && !looksRandom(value, 0, value.length)) return true;
  const next = text.charAt(end);
  const isBlock = next === "{" &&
    !/^\{[a-z]+\}/.test(text.slice(end, end + 16));
  return next === "(" || next === "[" || isBlock ||
    next === ">" && text.charAt(end - 1) === "-";
}

const SUM =
  /^[A-Za-z_]*[a-z]{2,}[a-z\d]*(?:[A-Z]\w*)?(?:[+*/]|->)[A-Za-z_]*[a-z]{2,}\w*$/;

/** A member of something, by names as programs have them. */
const MEMBER = /^[a-z]\w*(?=[\w.]*[_.]\w*[_.])(?:\.[A-Za-z_]\w*)+$/;

const UUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;
const HEX = /^(?:0x)?(?:[0-9a-f]+|[0-9A-F]+|[0-9a-fA-F]{32,})$/;
const TOKEN = /^[A-Za-z0-9+/=_.~:%!@#$&?^*-]+$/;

/** Made by a machine beyond doubt: long, and of all kinds of characters. */
function isSurelyMade(value: string): boolean {
  if (UUID.test(value) || HEX.test(value)) return false;
  if (PREFIXED_HEX.test(value)) return true;
  if (!/^[A-Za-z0-9+/=_-]+$/.test(value) || isIdentifier(value)) return false;
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  return /\d/.test(value) && (isMixed || value.length >= 28) &&
    looksRandom(value, 0, value.length);
}

/** Made by a machine, as tokens and keys are. */
/** A key in hexadecimal after a mark of its kind. */
const PREFIXED_HEX =
  /^(?!sha\d|md5)(?=.*\d)(?=.*[a-f])[A-Za-z][A-Za-z0-9]{0,11}[-_.](?:[a-z]{2,7}[-_.])?[0-9a-f]{24,64}$/;

/** A name of a class or variable: chance does not end with such a word. */
const NAMED_TYPE =
  /^[A-Za-z_][\w.]*(?:Token|Secret|Key|Password|Credential|Bearer)s?\.?$/;

/** Id or fingerprint of a key of PGP. */
const KEY_ID = /^(?:[0-9A-F]{16}|[0-9A-F]{40})$/;

function isMade(value: string, context: ValueContext): boolean {
  const { link, isTight, isQuoted, isLine } = context;
  if (UUID.test(value)) return true;
  if (HEX.test(value)) {
    const isSaid = link === "prose" || link === "space";
    return isHexKey(value) && !(isSaid && KEY_ID.test(value));
  }
  if (PREFIXED_HEX.test(value) || isGrouped(value)) return true;
  if ((isQuoted || isLine) && isNoise(value)) return true;
  if (ESCAPED_BYTES.test(value)) return value.length >= LEAST_OF_BYTES;
  if (!TOKEN.test(value) || NAMED_TYPE.test(value)) return false;
  const least = link === "list" || link === "compare" ? 16 : isTight ? 12 : 10;
  if (value.length < least || isIdentifier(value)) return false;
  if (!/\d/.test(value)) return isLettersKey(value);
  return looksRandom(value, 0, value.length);
}

/** Signs of all kinds between letters and digits: nobody writes that for so long. */
function isNoise(value: string): boolean {
  return /^[\x21-\x7e]{32,128}$/.test(value) &&
    (value.match(/\d/g)?.length ?? 0) >= 3 &&
    new Set(value.match(/[!@#%^&*()+=~]/g)).size >= 4;
}

/** Bytes as programs write them between characters. */
const ESCAPED_BYTES = /(?:\\x[0-9a-f]{2}[^\s]{0,12}){2}/i;
const LEAST_OF_BYTES = 16;

/** Without a digit a value must be long and odd: names may be odd too. */
function isLettersKey(value: string): boolean {
  const least = hasHumps(value) ? 5.8 : 5.3;
  return value.length >= 14 && oddity(value, 0, value.length) >= least;
}

function isHexKey(value: string): boolean {
  return value.length >= 16 && /\d/.test(value) && /[a-f]/i.test(value);
}

/** Words joined the way names in programs are. */
function isIdentifier(value: string): boolean {
  const parts = value.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/);
  return parts.every((part) =>
    /^(?:[A-Za-z]?[a-z]{1,}|[A-Z]+|\d{1,4})$/.test(part)
  ) &&
    !looksRandom(value, 0, value.length);
}

/** Made up by a person, as passwords are. */
function isMadeUp(value: string, context: ValueContext): boolean {
  const { isQuoted, isLine, isTight, link } = context;
  const hasLetter = /[A-Za-z]/.test(value);
  const hasDigit = /\d/.test(value);
  const hasSign = /[!@#$%^&*?~+=|;,:]/.test(value);
  if (link === "list" || NUMBERED.test(value)) return false;
  if (isForeign(value)) return isForeignPassword(value, context);
  const isSaid = link === "prose" || link === "space";
  if (isSaid && context.isDoubtful) return false;
  if (TYPE.test(value) || NAMED.test(value)) return false;
  if (link === "prose" && /^[A-Za-z]+\d[A-Za-z]+$/.test(value)) return false;
  if (isOfWords(value)) return isDressedUp(value) && (isQuoted || isLine);
  const isPlain = !isQuoted && !isLine && link !== "flag" && link !== "table";
  if (isPlain) {
    if (!hasLetter || !hasDigit || !TOKEN.test(value)) return false;
    const isWord = /^[A-Za-z]+\d$/.test(value);
    const isShort = value.length < 8;
    if (isShort) return value.length >= 5 && isTight && /[!@#$%^]/.test(value);
    return hasSign || isTight && !isWord;
  }
  if (!hasLetter) return hasDigit && value.length >= 6 && isQuoted;
  if (/[(){}<>[\]"'`]/.test(value) && !hasDigit) return false;
  if (hasDigit) return value.length >= 6;
  if (context.isDoubtful || link === "call") return false;
  if (/^[a-z]{3,}(?:[-_ .][a-z]{3,}){3,}$/i.test(value)) return true;
  return hasSign && value.length >= 7 && /[!@#$%^&*]/.test(value);
}

/** Mostly of characters that are not ASCII: a sentence of some language. */
function isForeign(value: string): boolean {
  const others = value.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  return others * 3 > value.length;
}

/** A type that programs were generated with. */
const TYPE = /^(?:(?:list|dict|map|array)\W)?V\d[A-Z][a-z]/;
/** Words joined to what is itself the name of a secret. */
const NAMED =
  /^[a-z]+(?:[_.-][a-z]+)*[_.-](?:pass|password|passwd|secret|token|key)$/i;

/** A short mark and the first numbers, as documentation has it: `whe_123`. */
const NUMBERED = /^[a-z]{2,5}_(?:abc)?123$/;

/** What a form calls its field in other scripts. */
const FOREIGN_LABEL =
  /парол|密码|密碼|口令|パスワード|비밀번호|암호|סיסמ|كلمة/iu;

const MOST_FOREIGN = 40;

/** A password in another script: with a number, or where only a value stands. */
function isForeignPassword(
  value: string,
  { isTight, isDoubtful, link }: ValueContext,
): boolean {
  if (link !== "assign" || isDoubtful || value.length < 6) return false;
  if (value.length > MOST_FOREIGN) return false;
  return /\d{2}/.test(value) || isTight && !FOREIGN_LABEL.test(value);
}

/** A known word with a capital, digits and a sign, as many passwords are. */
function isDressedUp(value: string): boolean {
  return /[A-Z]/.test(value) && /\d{2}/.test(value) &&
    /[!@#$%^&*?]/.test(value);
}
