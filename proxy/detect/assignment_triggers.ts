import { isBasicLogin } from "./basic_login.ts";
import { charset, has } from "./charset.ts";
import type { Span } from "../redact/finding.ts";
import { findFallback, findValue } from "./find_value.ts";
import { skipBlanks } from "./glue.ts";
import { findProseValue, findValueBefore } from "./prose_value.ts";
import { judgeColumn } from "./column.ts";
import type { Scene, Trigger } from "./scene.ts";
import { chanceOf } from "./name_gate.ts";
import { meaningAt, meaningOf, type NameMeaning } from "./secret_names.ts";
import { isSecretValue, type ValueContext } from "./secret_value.ts";
import { isPassword } from "./stand_in.ts";
import type { NamePlace, Source, Value } from "./value.ts";

/** Words inside of which every secret's name has one. */
const NAME_WORDS = (
  "pass pwd secret token key auth cred jwt bearer session sessid cookie hmac " +
  "sig= signature= salt seed psk kennwort senha contrasena motdepasse dsn"
).split(" ").concat(["rootpw", "bindpw", "pw:", "pw=", 'pw"', "pw "], [
  "_pat=",
  "_pat:",
  '_pat"',
  "_pat'",
  "_pat ",
]);

const IN_NAME = charset("A-Za-z0-9_.$-");
const IN_WORD = charset("A-Za-z0-9+/=_.~-");
const MOST_NAME = 64;
const MOST_WORD = 2048;
/** Weight of a finding by a name that says what its value is. */
const NAMED_WEIGHT = 1;

/** Triggers that judge the value which a name of a secret is given. */
export function assignmentTriggers(): Trigger[] {
  return NAME_WORDS.map((literal) => ({ literal, fire: fireName }));
}

function fireName(scene: Scene, start: number, hitEnd: number): void {
  const { text, bytes } = scene;
  const end = has(IN_NAME, bytes[hitEnd - 1]!) ? hitEnd : hitEnd - 1;
  const name = widen(scene, start, end);
  if (name.end === scene.lastNameEnd) return;
  scene.lastNameEnd = name.end;
  if (name.end - name.start > MOST_NAME) return;
  const isOpen = mayTakeValue(bytes, name.end);
  if (bytes[name.end] === SEMICOLON && isCellNext(text, name.end)) {
    return judgeColumn(scene, name);
  }
  if (!isOpen && bytes[name.start - 1] !== SPACE) return;
  if (isOfSomethingElse(scene, name)) return;
  const own = meaningAt(scene, wordBefore(bytes, name), name.end);
  if (own === undefined) return;
  const meaning = own.type === "KEY" ? underParent(scene, name, own) : own;
  const chance = chanceOf(scene, name, meaning);
  if (!isOpen) {
    if (chance !== "none") reportBefore(scene, name, meaning);
    return;
  }
  if (meaning.type === "SIGNATURE" && !isInQuery(text, name)) return;
  if (chance === "any") judge(scene, name, meaning);
  else if (chance === "sentence") judgeIfSaid(scene, name, meaning);
  const next = bytes[endOfCell(bytes, name.end)]!;
  if (has(SEPARATOR, next)) judgeColumn(scene, name);
}

/** A part of an ARN, a type such as `AWS::…::ApiKey`, a test's `PASS: …`. */
function isOfSomethingElse(
  { text, bytes }: Source,
  { start, end }: NamePlace,
): boolean {
  if (bytes[start - 1] === COLON) {
    return TYPE.test(text.slice(Math.max(0, start - MOST_ARN), start)) ||
      text.charCodeAt(end) === COLON &&
        text.slice(Math.max(0, start - MOST_ARN), start).includes("arn:");
  }
  return end - start === 4 && text.startsWith("PASS: ", start);
}

const COLON = 58;
const SEMICOLON = 59;
const IN_CELL = charset('A-Za-z_"');

/** Whether another name follows right after a semicolon. */
function isCellNext(text: string, at: number): boolean {
  return has(IN_CELL, text.charCodeAt(at + 1));
}

const TYPE = /[A-Z][A-Za-z0-9]*::[A-Z][A-Za-z0-9]*::$/;
const MOST_ARN = 64;

/** The line above, of which this one is a part, in YAML and in JSON. */
const PARENT =
  /(?:^|[\s"'{,])([A-Za-z][\w-]{1,40})["']?:[ \t]*\{?\r?\n[ \t]+["']?$/;
const MOST_PARENT = 100;

/** What a mere `key` means below a line such as `encryption:`. */
function underParent(
  source: Source,
  { start, end }: NamePlace,
  own: NameMeaning,
): NameMeaning {
  if (!isIndented(source, start)) return own;
  const { text } = source;
  const before = text.slice(Math.max(0, start - MOST_PARENT), start);
  const parent = PARENT.exec(before)?.[1];
  if (parent === undefined) return own;
  return meaningOf(`${parent}_${text.slice(start, end)}`) ?? own;
}

/** Whether blanks, and perhaps a mark, are all that its line has before a place. */
function isIndented({ bytes }: Source, at: number): boolean {
  const mark = bytes[at - 1];
  let start = mark === 34 || mark === 39 ? at - 1 : at;
  const end = start;
  while (bytes[start - 1] === SPACE || bytes[start - 1] === 9) start--;
  return start < end && bytes[start - 1] === 10;
}

function endOfCell(bytes: Uint8Array, at: number): number {
  while (has(CELL_END, bytes[at]!)) at++;
  return at;
}

/** Where the name begins, with the word before a mere `key` or `token`. */
function wordBefore(bytes: Uint8Array, { start, end }: NamePlace): number {
  if (end - start > 6 || bytes[start - 1] !== SPACE) return start;
  let from = start - 1;
  while (start - from < 16 && from > 0 && isLetter(bytes[from - 1]!)) from--;
  return from;
}

/** Signatures give access only in the query of a URL. */
function isInQuery(text: string, { start }: NamePlace): boolean {
  return /[?&;]/.test(text.charAt(start - 1));
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function widen({ text, bytes }: Source, start: number, end: number): NamePlace {
  const least = Math.max(0, start - MOST_NAME);
  const most = Math.min(text.length, end + MOST_NAME);
  while (start > least && has(IN_NAME, bytes[start - 1]!)) start--;
  while (end < most && has(IN_NAME, bytes[end]!)) end++;
  while (has(EDGE, bytes[start]!)) start++;
  while (has(EDGE, bytes[end - 1]!)) end--;
  return { start, end };
}

const SPACE = 32;
const SEPARATOR = charset(",;|\t\r\n");
const CELL_END = charset(" \"'");
const EDGE = charset(".-");
const MAY_FOLLOW_NAME = charset(" \t\"'`=:>,|\\])}(*?!&%\n\r<\u001b");

/** A first, quick look at what follows the name. */
function mayTakeValue(bytes: Uint8Array, end: number): boolean {
  const code = bytes[end]!;
  return has(MAY_FOLLOW_NAME, code) || code > 126;
}

/** Values with one and the same end that are judged. */
const MOST_ALIKE = 4;

function judge(scene: Scene, name: NamePlace, meaning: NameMeaning): void {
  const value = findValue(scene, name);
  if (value === undefined) {
    const fallback = findFallback(scene, name);
    if (fallback !== undefined && report(scene, fallback, meaning)) return;
    judgeSentence(scene, name, meaning);
  } else if (value.end !== scene.lastValueEnd) {
    scene.lastValueEnd = value.end;
    scene.alikeValues = 0;
    judgeValue(scene, name, { value, meaning });
  } else if (++scene.alikeValues < MOST_ALIKE) {
    judgeValue(scene, name, { value, meaning });
  }
}

function judgeValue(
  scene: Scene,
  name: NamePlace,
  { value, meaning }: { readonly value: Value; readonly meaning: NameMeaning },
): void {
  if (report(scene, value, meaning)) return;
  if (value.isQuoted || value.link !== "assign") return;
  const fallback = findFallback(scene, name);
  if (fallback !== undefined) report(scene, fallback, meaning);
}

/** The same for a name whose value only a sentence can give. */
function judgeIfSaid(
  scene: Scene,
  name: NamePlace,
  meaning: NameMeaning,
): void {
  const { length } = scene.candidates;
  judgeSentence(scene, name, meaning);
  const isReported = scene.candidates.length > length;
  if (isReported && findValue(scene, name) !== undefined) {
    scene.candidates.length = length;
  }
}

/** A name in a sentence: its value may stand after it or before it. */
function judgeSentence(
  scene: Scene,
  name: NamePlace,
  meaning: NameMeaning,
): void {
  const after = findProseValue(scene, name);
  if (after !== undefined && report(scene, after, meaning)) return;
  reportBefore(scene, name, meaning);
}

function reportBefore(
  scene: Scene,
  name: NamePlace,
  meaning: NameMeaning,
): void {
  const before = findValueBefore(scene, name);
  if (before !== undefined) report(scene, before, meaning);
}

/** Reports the value if it is a secret; tells whether it is. */
function report(scene: Scene, value: Value, meaning: NameMeaning): boolean {
  const { type } = meaning;
  const strength = strengthOf(meaning, value);
  const isDoubtful = meaning.isDoubtful === true;
  const context = { ...value, type, strength, isDoubtful };
  const secret = secretPart(scene.text, value, context) ??
    loginPart(scene.text, value, meaning) ??
    pairPart(scene.text, value, context);
  if (secret === undefined) return false;
  const rule = "named-value";
  scene.candidates.push({ ...secret, type, rule, weight: NAMED_WEIGHT });
  return true;
}

/** A sentence about a key says more than a mere name `key`. */
function strengthOf(
  { strength, isDoubtful, type }: NameMeaning,
  { link }: Value,
): NameMeaning["strength"] {
  const isKeyInProse = type === "KEY" && link === "prose" && !isDoubtful;
  return isKeyInProse ? 2 : strength;
}

/** A whole value that is base64 of `user:password`, as docker keeps it. */
function loginPart(
  text: string,
  { start, end }: Value,
  { type }: NameMeaning,
): Span | undefined {
  if (type !== "AUTH" || end - start > 512) return undefined;
  return isBasicLogin(text.slice(start, end)) ? { start, end } : undefined;
}

/** A user's name and a password in one value. */
const PAIR = /^[\w.@-]{1,40}[:/](?=[^\s:/]{5,64}$)/;

/** The password of a value such as `bob:…`, of something called credentials. */
function pairPart(
  text: string,
  value: Value,
  context: ValueContext,
): Span | undefined {
  const { start, end } = value;
  if (context.type !== "CREDENTIAL" || end - start > 128) return undefined;
  const user = PAIR.exec(text.slice(start, end))?.[0];
  if (user === undefined) return undefined;
  const rest = text.slice(start + user.length, end);
  return isPassword(rest) ? { start: start + user.length, end } : undefined;
}

/** A scheme, as in `Token …`, before the secret itself; `Basic` has its own. */
const SCHEME =
  /^(?!basic)(?:[A-Za-z][A-Za-z_-]{1,30})(?:[ \t]{1,3}(?:[a-z]{2,10}=)?|%20)/i;

/** The value, or what follows a scheme in it, if that is a secret. */
function secretPart(
  text: string,
  value: Value,
  context: ValueContext,
): Span | undefined {
  const { start, end } = value;
  if (isSecretValue(text, value, context)) return { start, end };
  if (context.strength === 1 || !mayHaveScheme(text, value)) return undefined;
  const scheme = SCHEME.exec(text.slice(start, start + 48));
  if (scheme === null) return undefined;
  const from = start + scheme[0].length;
  if (text.charAt(from) === "-") return undefined;
  const to = value.isQuoted ? end : endOfWord(text, from);
  const rest = { start: from, end: to };
  const isMade = isSecretValue(text, rest, { ...context, strength: 2 });
  return to > from && isMade ? rest : undefined;
}

/** Whether a blank, or `%20`, follows the first word. */
function mayHaveScheme(text: string, { start, end, isQuoted }: Value): boolean {
  if (!isQuoted && !isWordNext(text, end)) return false;
  const stop = isQuoted ? Math.min(end, start + MOST_SCHEME) : end + 1;
  for (let i = isQuoted ? start : end; i < stop; i++) {
    if (has(AFTER_SCHEME, text.charCodeAt(i))) return true;
  }
  return false;
}

/** Whether what follows a bare word is long enough for a secret. */
function isWordNext(text: string, end: number): boolean {
  if (text.charCodeAt(end) === PERCENT) return true;
  const next = skipBlanks(text, end);
  return endOfWord(text, next) - next >= LEAST_WORD;
}

const PERCENT = 37;
/** Shortest secret after a scheme. */
const LEAST_WORD = 8;
const MOST_SCHEME = 36;
const AFTER_SCHEME = charset(" \t%");

function endOfWord(text: string, from: number): number {
  let end = from;
  const limit = Math.min(text.length, from + MOST_WORD);
  while (end < limit && has(IN_WORD, text.charCodeAt(end))) end++;
  return end;
}
