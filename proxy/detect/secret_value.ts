import { isMadeUp, TOKEN } from "./made_up_value.ts";
import { oddity } from "./oddity.ts";
import { hasHumps, isFiller, isGrouped, looksRandom } from "./plausible.ts";
import { isOddWord } from "./odd_word.ts";
import { isReference, isWritten } from "./stand_in.ts";
import type { Link } from "./value.ts";
import { isPhrase, isWorded } from "./worded_value.ts";

/** What is known about a value from where it stands. */
export interface ValueContext {
  /** How much its name says: see `NameMeaning`. */
  readonly strength: 1 | 2 | 3;
  /** Which kind of secret the name means. */
  readonly type: string;
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
    const mayBePhrase = strength > 1 || context.type === "SECRET";
    return mayBePhrase && isPhrase(text, { start, end }) ||
      isWorded(text, { start, end }, context);
  }
  const isOfLetters = (traits & (DIGIT | SIGN | FOREIGN)) === 0;
  if (isOfLetters) {
    if (mayBeOfLetters(context) && isOddWord(text, start, end)) return true;
    if (strength === 1 || end - start < LEAST_OF_LETTERS) return false;
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

/** Whether only a value stands there, of what is called a password. */
function mayBeOfLetters(context: ValueContext): boolean {
  const { strength, link, isQuoted, isLine, isTight, isDoubtful } = context;
  const isValue = isQuoted || isLine || isTight || link === "flag";
  return strength === 3 && isValue && !isDoubtful &&
    link !== "prose" && link !== "space" && link !== "compare" &&
    link !== "list";
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

/** A bare word that is a call, an index, a member or a sum. */
function isCode(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  { strength, isLine, link }: ValueContext,
): boolean {
  const value = text.slice(start, Math.min(end, start + LOOK));
  if (/^[A-Za-z_][\w.:>-]*[([]/.test(value)) return true;
  const mayBeSum = strength < 3 || !isLine && link !== "flag";
  if (mayBeSum && SUM.test(value) && !/\d{2}/.test(value)) return true;
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

/** Made by a machine beyond doubt: long, and of all kinds of characters. */
function isSurelyMade(value: string): boolean {
  if (UUID.test(value) || HEX.test(value)) return false;
  if (PREFIXED_HEX.test(value)) return true;
  if (!/^[A-Za-z0-9+/=_-]+$/.test(value) || isIdentifier(value)) return false;
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  return /\d/.test(value) && (isMixed || value.length >= 28) &&
    looksRandom(value, 0, value.length);
}

/** A key in hexadecimal after a mark of its kind. */
const PREFIXED_HEX =
  /^(?!sha\d|md5)(?=.*\d)(?=.*[a-f])[A-Za-z][A-Za-z0-9]{0,11}[-_.](?:[a-z]{2,7}[-_.])?[0-9a-f]{24,64}$/;

/** A name of a class or variable: chance does not end with such a word. */
const NAMED_TYPE =
  /^[A-Za-z_][\w.]*(?:Token|Secret|Key|Password|Credential|Bearer)s?\.?$/;

/** Id or fingerprint of a key of PGP. */
const KEY_ID = /^(?:[0-9A-F]{16}|[0-9A-F]{40})$/;

/** Made by a machine, as tokens and keys are. */
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
  return looksRandom(value, 0, value.length) || isWellMixed(value);
}

/** Nearly hexadecimal: as many changes to digits and back as nobody writes. */
function isWellMixed(value: string): boolean {
  return value.length >= 24 && /^[A-Za-z0-9/_-]+$/.test(value) &&
    (value.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0) >= 8;
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
