import { skipBlanks } from "./glue.ts";

const LINE_START =
  /(?:^|\n|\\n)(?:[ \t]{0,8}\d{1,6}(?:→|[:|\t] ?))?[ \t>+|-]*(?:(?:export|set|setx|setenv|ENV|ARG|env|declare|-gx|-Ux|-xg|-x|local|readonly|unset|\$env:|let|var|const|- |-e |--env )[ \t]*)*["']?$/;

/** Whether a name stands at the start of a line, but for what declares it. */
export function startsLine(text: string, nameStart: number): boolean {
  const from = Math.max(0, nameStart - MOST_LINE_START);
  const before = text.slice(from, nameStart);
  if (from === 0) return LINE_START.test(before);
  const line = before.search(/\n|\\n/);
  return line >= 0 && LINE_START.test(before.slice(line));
}

const MOST_LINE_START = 60;

/** Whether nothing but a comment follows on the line where a value ends. */
export function endsLine(text: string, end: number): boolean {
  const rest = skipBlanks(text, end);
  const code = text.charCodeAt(rest);
  return rest >= text.length || code === 10 || code === 13 || code === 35;
}
