import { isWanted, type Level, LEVELS, type LogEvent } from "../log.ts";

/** An event and when it was, in Unix milliseconds. */
export interface Stamped extends LogEvent {
  readonly ms: number;
}

/** Longest text that is kept of one event, in UTF-16 code units. */
const MAX_TEXT = 4_096;

/** One line of JSON, for programs and for the file. */
export function jsonLine({ ms, level, text, about }: Stamped): string {
  const time = new Date(ms).toISOString();
  // First for the reader, and last so that `about` cannot rename them.
  const named = { time, level, text: text.slice(0, MAX_TEXT) };
  return JSON.stringify({ ...named, ...about, ...named });
}

/** One line for a person at a terminal; control characters cannot move it. */
export function humanLine({ ms, level, text, about }: Stamped): string {
  const time = new Date(ms).toISOString().slice(11, 19);
  const pairs = Object.entries(about ?? {})
    .map(([name, value]) => ` ${name}=${value}`);
  const line = `${time} ${level.padEnd(7)} ${text.slice(0, MAX_TEXT)}${
    pairs.join("")
  }`;
  // deno-lint-ignore no-control-regex
  return line.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
}

/** Reads a line of the file again; `null` if it is none. */
export function readLine(line: string): Stamped | null {
  try {
    const { time, level, text, ...about } = JSON.parse(line);
    const ms = Date.parse(time);
    if (Number.isNaN(ms) || typeof text !== "string") return null;
    return LEVELS.includes(level) ? { ms, level, text, about } : null;
  } catch {
    return null;
  }
}

/** Whether a line of the file is wanted; one that is none is, always. */
export function isLineWanted(line: string, least: Level): boolean {
  const read = readLine(line);
  return read === null || isWanted(read.level, least);
}
