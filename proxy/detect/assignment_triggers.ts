import { charset, has } from "./charset.ts";
import { findValue } from "./find_value.ts";
import type { Scene, Trigger } from "./scene.ts";
import { meaningOf, type NameMeaning } from "./secret_names.ts";
import { isSecretValue, type ValueContext } from "./secret_value.ts";

/** Words inside of which every secret's name has one. */
const NAME_WORDS = [
  "pass",
  "pwd",
  "secret",
  "token",
  "key",
  "auth",
  "cred",
  "jwt",
  "bearer",
  "session",
  "sessid",
  "cookie",
  "hmac",
  "sig",
  "salt",
  "seed",
  "licen",
  "psk",
  "kennwort",
  "senha",
  "contrasena",
  "motdepasse",
  "dsn",
  "_pat",
];

const IN_NAME = charset("A-Za-z0-9_$-");
const MOST_NAME = 64;
/** Weight of a finding by a name that says what its value is. */
const NAMED_WEIGHT = 1;

/** Triggers that judge the value which a name of a secret is given. */
export function assignmentTriggers(): Trigger[] {
  return NAME_WORDS.map((literal) => ({ literal, fire: fireName }));
}

function fireName(scene: Scene, start: number, end: number): void {
  const { text } = scene;
  const name = widen(text, start, end);
  if (name.end === scene.lastNameEnd) return;
  scene.lastNameEnd = name.end;
  if (name.end - name.start > MOST_NAME) return;
  if (!mayTakeValue(text, name.end)) return;
  const meaning = meaningOf(text.slice(name.start, name.end));
  if (meaning === undefined) return;
  judge(scene, name, meaning);
}

function widen(text: string, start: number, end: number) {
  const least = Math.max(0, start - MOST_NAME);
  const most = Math.min(text.length, end + MOST_NAME);
  while (start > least && has(IN_NAME, text.charCodeAt(start - 1))) start--;
  while (end < most && has(IN_NAME, text.charCodeAt(end))) end++;
  while (text.charCodeAt(start) === 45) start++;
  return { start, end };
}

const MAY_FOLLOW_NAME = charset(" \t\"'`=:>,|\\])}(*?!&%\n\r<");

/** A first, quick look at what follows the name. */
function mayTakeValue(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  return has(MAY_FOLLOW_NAME, code) || code > 126;
}

function judge(
  scene: Scene,
  name: { readonly start: number; readonly end: number },
  meaning: NameMeaning,
): void {
  const value = findValue(scene, name);
  if (value === undefined) return;
  const context: ValueContext = { ...value, strength: meaning.strength };
  if (!isSecretValue(scene.text, value, context)) return;
  scene.candidates.push({
    start: value.start,
    end: value.end,
    type: meaning.type,
    rule: "named-value",
    weight: NAMED_WEIGHT,
  });
}
