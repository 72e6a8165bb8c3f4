import type { ReportDocument, Section, Table } from "./document.ts";

/** A report for a terminal. */
export function reportText({ title, sections }: ReportDocument): string {
  const head = `${title}\n${"=".repeat(title.length)}\n`;
  return [head, ...sections.filter(isFilled).map(sectionText)].join("\n");
}

/** Whether there is anything under the heading. */
export function isFilled({ list, table, text }: Section): boolean {
  return Boolean(list?.length || table?.rows.length) ||
    (table === undefined && Boolean(text?.length));
}

function sectionText({ heading, text = [], list = [], table }: Section) {
  return [
    heading,
    "-".repeat(heading.length),
    ...text.map(visible),
    ...list.map((item) => `- ${visible(item)}`),
    ...table ? tableLines(table) : [],
    "",
  ].join("\n");
}

/** Wider cells than this push the next column out of line. */
const MAX_WIDTH = 48;

function tableLines({ columns, rows }: Table): readonly string[] {
  const cells = [columns, ...rows].map((row) =>
    row.map((cell) => visible(String(cell)))
  );
  const widths = columns.map((_, column) =>
    Math.min(MAX_WIDTH, Math.max(...cells.map((row) => row[column]!.length)))
  );
  return cells.map((row, at) =>
    row.map((cell, column) => {
      const width = widths[column]!;
      const isNumber = typeof rows[at - 1]?.[column] === "number";
      return isNumber ? cell.padStart(width) : cell.padEnd(width);
    }).join("  ").trimEnd()
  );
}

/** Text without anything that a terminal could take as a command. */
function visible(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, "\ufffd");
}
