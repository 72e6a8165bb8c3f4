import { charset, has } from "./charset.ts";
import type { Scene, Trigger } from "./scene.ts";
import { isPlaceholderWord } from "./stand_in.ts";

/** Programs that take a password without naming it, and after which option. */
const PROGRAMS: Readonly<Record<string, RegExp>> = {
  "curl": /^(?:-u|--user|-U|--proxy-user)(?:=|$)/,
  "wget": /^(?:--user)(?:=|$)/,
  "sshpass": /^-p/,
  "mysql": /^-p(?!ort|ath|lugin|ager|rompt|rotocol)/,
  "mariadb": /^-p(?!ort|ath|lugin|ager|rompt|rotocol)/,
  "redis-cli": /^(?:-a|--pass)(?:=|$)/,
  "docker login": /^-p(?:=|$)/,
  "podman login": /^-p(?:=|$)/,
  "az login": /^-p(?:=|$)/,
  "ldapsearch": /^-w(?:=|$)/,
  "ldapadd": /^-w(?:=|$)/,
  "ldapmodify": /^-w(?:=|$)/,
  "ldapdelete": /^-w(?:=|$)/,
  "ldapwhoami": /^-w(?:=|$)/,
  "ldappasswd": /^-[ws](?:=|$)/,
  "psexec": /^-p(?:=|$)/i,
  "signtool": /^\/p$/i,
  "openssl enc": /^-k$/,
  "ssh-keygen": /^-[NP]$/,
  "7z": /^-p(?=.)/,
  "zip": /^-P(?:=|$)/,
  "unrar": /^-h?p(?=.)/,
  "winexe": /^-U(?:=|$)/,
  "smbclient": /^-U(?:=|$)/,
  "mongo": /^-p(?:=|$)/,
  "sqlcmd": /^-P/,
  "bcp": /^-P/,
  "cqlsh": /^-p(?:=|$)/,
  "mosquitto": /^-P(?:=|$)/,
  "xfreerdp": /^\/p:/,
  "useradd": /^(?:-p|--password)(?:=|$)/,
  "usermod": /^(?:-p|--password)(?:=|$)/,
  "gpg": /^--passphrase(?:=|$)/,
  "rdesktop": /^-p(?:=|$)/,
  "ncftp": /^-p(?:=|$)/,
  "isql": /^-P(?:=|$)/,
  "osql": /^-P(?:=|$)/,
  "lftp": /^(?:-u|--user)(?:=|$)/,
  "gh secret set": /^(?:-b|--body)(?:=|$)/,
  "gh variable set": /^(?:-b|--body)(?:=|$)/,
  "glab variable set": /^(?:-v|--value)(?:=|$)/,
  "keytool": /^-(?:store|key)pass$/,
  "jarsigner": /^-(?:store|key)pass$/,
  "apksigner": /^--k[se]y?-pass(?:=pass:|$)/,
  "mongodump": /^-p(?:=|$)/,
  "mongorestore": /^-p(?:=|$)/,
};
const WITH_USER = new Set(["curl", "smbclient", "winexe", "lftp"]);

const MOST_LINE = 600;
const ARGUMENT =
  /(?:[ \t]|\\?\r?\n[ \t]*(?=-)|\\\\\r?\n|\\\r?\n)+((?:[^\s"'\\]|\\.|"(?:[^"\\\n]|\\.){0,400}"|'[^'\n]{0,400}'){1,400})/y;

/** Finds passwords that command lines hand over by a short option. */
export function commandTriggers(): Trigger[] {
  return Object.entries(PROGRAMS).map(([literal, option]) => ({
    literal,
    fire: (scene, start, end) => {
      if (start < scene.lastCommandEnd) return;
      if (has(IN_PROGRAM, scene.bytes[start - 1]!)) return;
      const stop = endOfProgram(scene, end);
      if (!has(MAY_SEPARATE, scene.bytes[stop]!)) return;
      readArguments(scene, stop, { literal, option });
    },
  }));
}

/** What would make a program's name the end of another's. */
const IN_PROGRAM = charset("A-Za-z0-9_.-");
/** What goes on with it, as in `mysqldump`. */
const MORE_OF_PROGRAM = charset("a-z_-");
/** How what separates arguments begins. */
const MAY_SEPARATE = charset(" \t\r\n\\");

/** The end of a program's name. */
function endOfProgram({ text, bytes }: Scene, at: number): number {
  while (has(MORE_OF_PROGRAM, bytes[at]!)) at++;
  return /^\.exe\b/i.test(text.slice(at, at + 5)) ? at + 4 : at;
}

function readArguments(
  scene: Scene,
  end: number,
  program: { readonly literal: string; readonly option: RegExp },
): void {
  const limit = Math.min(end + MOST_LINE, scene.text.length);
  let at = end;
  let isNext = false;
  while (at < limit) {
    ARGUMENT.lastIndex = at;
    const found = ARGUMENT.exec(scene.text);
    if (found === null) break;
    const word = found[1]!;
    const start = at + found[0].length - word.length;
    at += found[0].length;
    scene.lastCommandEnd = at;
    const option = isNext ? "" : program.option.exec(word)?.[0];
    if (option === undefined || option === "" && !isNext) continue;
    const rest = word.slice(option.length);
    isNext = !isNext && rest === "";
    if (!isNext) judge(scene, start + option.length, { rest, ...program });
  }
}

function judge(
  scene: Scene,
  start: number,
  { rest, literal }: { readonly rest: string; readonly literal: string },
): void {
  const quote = /^["']/.exec(rest)?.[0] ?? "";
  let value = quote
    ? rest.slice(1, rest.endsWith(quote) ? -1 : undefined)
    : rest;
  let from = start + quote.length;
  if (WITH_USER.has(literal)) {
    const cut = value.search(/[:%,]/);
    if (cut < 0) return;
    from += cut + 1;
    value = value.slice(cut + 1);
  }
  if (value.length < 4 || isPlaceholderWord(value)) return;
  if (/^[-$<{%]|^\$|^https?:/.test(value)) return;
  scene.candidates.push({
    start: from,
    end: from + value.length,
    type: "PASSWORD",
    rule: "command-line-password",
    weight: 1,
  });
}
