import { BEYOND_ASCII, charset, has, union } from "./charset.ts";
import { skipBlanks } from "./glue.ts";

const LINE_START =
  /(?:^|\n|\\n)(?:[ \t]{0,8}\d{1,6}(?:→|[:|\t] ?))?[ \t>+|-]*(?:(?:export|set|setx|setenv|ENV|ARG|env|declare|-gx|-Ux|-xg|-x|local|readonly|unset|\$env:|let|var|const|- |-e |--env )[ \t]*)*["']?$/;

/** How the part before a name at the start of a line may end. */
const MAY_START_LINE = union([
  charset(" \t>+|\n\"'txvVGegly:rn-"),
  BEYOND_ASCII,
]);

/** How what declares a name may end, a number before a line, or a break. */
const MAY_DECLARE = union([charset("txvVGelyrn:0-9|\"'"), BEYOND_ASCII]);

/** What may stand between the start of a line and a name. */
const LINE_LEAD = charset(" \t>+|-");

/** How far before a name the start of its line is looked for. */
const MOST_LINE_START = 60;

/** Whether a name stands at the start of a line, but for what declares it. */
export function startsLine(text: string, nameStart: number): boolean {
  if (nameStart === 0) return true;
  const mark = text.charCodeAt(nameStart - 1);
  if (!has(MAY_START_LINE, mark)) return false;
  const from = Math.max(0, nameStart - MOST_LINE_START);
  let at = mark === 34 || mark === 39 ? nameStart - 1 : nameStart;
  while (at > from && has(LINE_LEAD, text.charCodeAt(at - 1))) at--;
  if (at === 0 || at > from && text.charCodeAt(at - 1) === 10) return true;
  if (at > from && !has(MAY_DECLARE, text.charCodeAt(at - 1))) return false;
  const before = text.slice(from, nameStart);
  if (from === 0) return LINE_START.test(before);
  const line = before.search(/\n|\\n/);
  return line >= 0 && LINE_START.test(before.slice(line));
}

/** Whether nothing but a comment follows on the line where a value ends. */
export function endsLine(text: string, end: number): boolean {
  const rest = skipBlanks(text, end);
  const code = text.charCodeAt(rest);
  return rest >= text.length || code === 10 || code === 13 || code === 35;
}
