import { charset, complement, has } from "./charset.ts";
import { isFiller, looksRandom } from "./plausible.ts";
import type { Scene, Trigger } from "./scene.ts";
import { isPlaceholderWord } from "./stand_in.ts";

const AUTHORITY = complement(
  charset(" \t\r\n\"'`<>{}()|\\^,\u001b\f\v"),
);
const MOST_AUTHORITY = 400;
const NAMED_ALONE = 16;

/** Finds passwords, and tokens in the place of a user, in URLs. */
export const userinfoTrigger: Trigger = {
  literal: "://",
  fire: (scene, _start, end) => {
    const { text, runs } = scene;
    if (!has(AUTHORITY, text.charCodeAt(end))) return;
    const stop = Math.min(runs.endOf(AUTHORITY, end), end + MOST_AUTHORITY);
    const at = lastAt(text, end, stop);
    if (at < 0) return;
    const colon = text.indexOf(":", end);
    if (colon < 0 || colon >= at) return judgeUser(scene, end, at);
    if (isUrlPassword(text, colon + 1, at)) {
      report(scene, colon + 1, at);
    }
    judgeUser(scene, end, colon);
  },
};

const USER = charset("A-Za-z0-9_.-");
const IN_PASSWORD = complement(charset(" \t\r\n\f\v@\"':/"));
const LEAST_PASSWORD = 4;
const MOST_PASSWORD = 80;

/** Finds passwords of data source names as Go writes them: `user:…@tcp(`. */
export const dataSourceTriggers: readonly Trigger[] = ["@tcp(", "@unix("].map(
  (literal) => ({
    literal,
    fire: (scene, start) => {
      const from = startOfPassword(scene.bytes, start);
      if (from < 0 || isPlaceholderWord(scene.text.slice(from, start))) return;
      report(scene, from, start);
    },
  }),
);

/** Where a password begins that ends at a place; -1 if no user is before it. */
function startOfPassword(bytes: Uint8Array, end: number): number {
  const least = Math.max(2, end - MOST_PASSWORD);
  let start = end;
  while (start > least && has(IN_PASSWORD, bytes[start - 1]!)) start--;
  const isAfterUser = bytes[start - 1] === COLON &&
    has(USER, bytes[start - 2]!);
  return isAfterUser && end - start >= LEAST_PASSWORD ? start : -1;
}

const COLON = 58;

/** Where the part before the host ends; -1 if there is none. */
function lastAt(text: string, start: number, stop: number): number {
  const whole = text.slice(start, stop);
  const slash = whole.search(/[/?#]/);
  const authority = slash < 0 ? whole : whole.slice(0, slash);
  const inAuthority = authority.lastIndexOf("@");
  if (inAuthority >= 0) return start + inAuthority;
  if (!/:(?!\d*$)/.test(authority)) return -1;
  const later = whole.indexOf("@");
  return later < 0 ? -1 : start + later;
}

/** Names of variables and marks that stand for a password. */
const STAND_IN =
  /^[$%]?[A-Z_]{3,}$|^\$|^%[sdv]$|^:|^[a-z]+:[a-z]+$|^\*+$|^\.+$|\]$|^x+$|^\d{1,5}$/;

function isUrlPassword(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  const isMixed = /[A-Za-z]/.test(value) && /[^A-Za-z]/.test(value);
  if (value.length < (isMixed ? 4 : 5) || STAND_IN.test(value)) return false;
  if (value.length > 8 && isFiller(value, 0, value.length)) return false;
  return !isPlaceholderWord(value);
}

/** A token in the place of the user, as in `https://TOKEN@host`. */
function judgeUser(scene: Scene, start: number, end: number): void {
  if (end - start < NAMED_ALONE) return;
  const user = scene.text.slice(start, end);
  if (!/^[A-Za-z0-9_=-]+$/.test(user) || !/\d/.test(user)) return;
  if (isFiller(user, 0, user.length) || !looksRandom(user, 0, user.length)) {
    return;
  }
  report(scene, start, end);
}

function report(scene: Scene, start: number, end: number): void {
  scene.candidates.push({
    start,
    end,
    type: "URL_PASSWORD",
    rule: "url-password",
    weight: 2,
  });
}
