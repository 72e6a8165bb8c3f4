import type { ValueContext } from "./secret_value.ts";
import { isOfWords } from "./stand_in.ts";

/** Characters that tokens and passwords are of. */
export const TOKEN = /^[A-Za-z0-9+/=_.~:%!@#$&?^*-]+$/;

/** Made up by a person, as passwords are. */
export function isMadeUp(value: string, context: ValueContext): boolean {
  const { isQuoted, isLine, isTight, link } = context;
  const hasLetter = /[A-Za-z]/.test(value);
  const hasDigit = /\d/.test(value);
  const hasSign = /[!@#$%^&*?~+=|;,:]/.test(value);
  if (link === "list" || NUMBERED.test(value)) return false;
  if (isForeign(value)) return isForeignPassword(value, context);
  const isSaid = link === "prose" || link === "space";
  if (isSaid && context.isDoubtful) return false;
  if (TYPE.test(value) || NAMED.test(value) || CONSTANT.test(value)) {
    return false;
  }
  if (link === "call" && VARIABLE.test(value)) return false;
  if (link === "prose" && /^[A-Za-z]+\d[A-Za-z]+$/.test(value)) return false;
  if (isOfWords(value)) return isDressedUp(value) && (isQuoted || isLine);
  const isPlain = !isQuoted && !isLine && link !== "flag" && link !== "table";
  if (isPlain) {
    if (!hasLetter || !hasDigit || !TOKEN.test(value)) return false;
    const isWord = /^[A-Za-z]+\d$/.test(value);
    const isShort = value.length < 8;
    if (isShort) return value.length >= 5 && isTight && /[!@#$%^]/.test(value);
    return hasSign || isTight && !isWord ||
      link === "prose" && isDatedWord(value);
  }
  if (!hasLetter) return hasDigit && value.length >= 6 && isQuoted;
  if (/[(){}<>[\]"'`]/.test(value) && !hasDigit) return false;
  if (hasDigit) return value.length >= 6;
  if (context.isDoubtful || link === "call") return false;
  if (/^[a-z]{3,}(?:[-_ .][a-z]{3,}){3,}$/i.test(value)) return true;
  return hasSign && value.length >= 7 && /[!@#$%^&*]/.test(value);
}

/** A word with a capital and a number, as in `Autumn1987`, and no standard's. */
function isDatedWord(value: string): boolean {
  return /^[A-Z][a-z]{3,}\d{3,}$/.test(value) &&
    !/^(?:base|version|windows|unicode|python)\d/i.test(value);
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
/** Names of constants, and of variables in a list of names. */
const CONSTANT = /^[A-Z]+(?:_[A-Z]+)+$/;
const VARIABLE = /^[a-z]+\d?(?:_[a-z]+\d?)+$/;

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
