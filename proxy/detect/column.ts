import type { Span } from "../redact/finding.ts";
import { charset, has } from "./charset.ts";
import type { Scene } from "./scene.ts";
import { meaningOf, type NameMeaning } from "./secret_names.ts";
import { isSecretValue } from "./secret_value.ts";
import type { Source } from "./value.ts";

/** Rows that are read below a head. */
const MOST_ROWS = 400;
const MOST_HEAD = 600;
const MOST_ROW = 4000;

/** What a line of names consists of. */
const IN_HEAD = charset("A-Za-z0-9_ .,;|\"'\t\r-");

/**
 * Judges what stands below the name of a secret in a table with commas, tabs,
 * semicolons or bars, when the name is one of a whole line of names.
 */
export function judgeColumn(scene: Scene, name: Span): void {
  const { text } = scene;
  if (name.start < scene.lastHeadEnd) return;
  const lineEnd = endOfHead(scene, name.end);
  const lineStart = lineEnd < 0 ? -1 : startOfHead(scene, name.start);
  if (lineStart < 0) return;
  scene.lastHeadEnd = lineEnd;
  const head = text.slice(lineStart, lineEnd);
  const separator = separatorOf(head);
  if (separator === undefined) return;
  const names = head.split(separator);
  const columns = names.map((cell) => meaningOf(trim(cell)));
  const first = names[0]!;
  let at = lineEnd + 1;
  for (let row = 0; row < MOST_ROWS && at < text.length; row++) {
    const end = endOfLine(text, at, MOST_ROW);
    const isHead = end - at === head.length && text.startsWith(head, at);
    if (!isHead && !judgeRow(scene, { at, end, separator, first, columns })) {
      break;
    }
    scene.lastHeadEnd = end;
    at = end + 1;
  }
}

/** What separates the cells of a line that consists of names. */
function separatorOf(head: string): string | undefined {
  return [",", "\t", ";", "|"].find((separator) => {
    const cells = withoutEdges(head.split(separator), separator);
    return cells.length > 1 &&
      cells.every((cell) =>
        /^[ \t]*["']?[\w .-]{1,40}["']?[ \t\r]*$/.test(cell)
      );
  });
}

/** Rows of Markdown begin and end with a bar. */
function withoutEdges(cells: readonly string[], separator: string) {
  const isFramed = separator === "|" && cells.length > 2 &&
    cells[0]!.trim() === "" && cells.at(-1)!.trim() === "";
  return isFramed ? cells.slice(1, -1) : cells;
}

/** The start of a line of names; -1 if something else is on the line. */
function startOfHead({ bytes }: Source, at: number): number {
  const least = Math.max(0, at - MOST_HEAD);
  while (at > least && has(IN_HEAD, bytes[at - 1]!)) at--;
  return at === 0 || bytes[at - 1] === 10 ? at : -1;
}

/** The end of a line of names; -1 if something else is on the line. */
function endOfHead({ text, bytes, runs }: Source, at: number): number {
  const end = runs.endOf(IN_HEAD, at);
  if (end > at + MOST_HEAD) return -1;
  return end === text.length || bytes[end] === 10 ? end : -1;
}

/** The end of a line, or a place beyond `most` characters. */
function endOfLine(text: string, at: number, most: number): number {
  const limit = Math.min(text.length, at + most + 1);
  while (at < limit && text.charCodeAt(at) !== 10) at++;
  return at;
}

function trim(cell: string): string {
  return cell.trim().replaceAll(/^["']|["']$/g, "");
}

interface Row {
  readonly at: number;
  readonly end: number;
  readonly separator: string;
  /** The first cell of the line of names: a row with the same is one of many. */
  readonly first: string;
  readonly columns: readonly (NameMeaning | undefined)[];
}

/** Judges one row; `false` if it is not of the table. */
function judgeRow(scene: Scene, row: Row): boolean {
  if (row.end - row.at > MOST_ROW) return false;
  const line = scene.text.slice(row.at, row.end);
  if (/^[\s|:+-]*$/.test(line)) return line.includes("-");
  const cells = line.split(row.separator);
  if (cells.length !== row.columns.length) return false;
  if (cells[0] !== "" && cells[0] === row.first) return false;
  let at = row.at;
  cells.forEach((cell, i) => {
    const meaning = row.columns[i];
    if (meaning !== undefined) judgeCell(scene, { at, cell, meaning });
    at += cell.length + row.separator.length;
  });
  return true;
}

/** Judges what stands in a cell, without quotation marks and blanks. */
export function judgeCell(
  scene: Scene,
  { at, cell, meaning }: {
    readonly at: number;
    readonly cell: string;
    readonly meaning: NameMeaning;
  },
): void {
  const value = trim(cell);
  const start = at + cell.indexOf(value);
  const end = start + value.length;
  const { type, strength } = meaning;
  const isSecret = isSecretValue(scene.text, { start, end }, {
    type,
    strength,
    link: "table",
    isQuoted: true,
    isLine: false,
    isTight: false,
  });
  if (!isSecret) return;
  scene.candidates.push({ start, end, type, rule: "named-column", weight: 1 });
}
