import type { Line, Span } from "./span.ts";
import type { Theme } from "./theme.ts";

/** Stand-ins for terminals that draw no more than ASCII. */
const ASCII: Readonly<Record<string, string>> = {
  "─": "-",
  "│": "|",
  "┌": "+",
  "┐": "+",
  "└": "+",
  "┘": "+",
  "●": "*",
  "→": ">",
  "←": "<",
  "↑": "^",
  "↓": "v",
  "×": "x",
  "…": "~",
  "–": "-",
  "▏": "|",
  "▁": "_",
  "▂": ".",
  "▃": ":",
  "▄": "-",
  "▅": "=",
  "▆": "+",
  "▇": "*",
  "█": "#",
};

export interface PaintOptions {
  readonly theme: Theme;
  readonly unicode: boolean;
}

/** A line as a terminal takes it. Each begins and ends without a style. */
export function paint(
  line: Line,
  { theme, unicode }: PaintOptions,
): string {
  return line.map((span) => {
    const text = unicode ? span.text : asciiOf(span.text);
    const style = styleOf(span, theme);
    return style === "" ? text : `\x1b[${style}m${text}\x1b[0m`;
  }).join("");
}

function styleOf(
  { tone, bold, inverse }: Span,
  { tones, background }: Theme,
): string {
  return [background, tones[tone], bold ? "1" : "", inverse ? "7" : ""]
    .filter((part) => part !== "").join(";");
}

function asciiOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (one) => ASCII[one] ?? "?");
}
