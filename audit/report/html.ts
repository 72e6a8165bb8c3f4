import type { ReportDocument, Section, Table } from "./document.ts";
import { isFilled } from "./text.ts";

/**
 * A report as one file to read, send and print.
 *
 * It loads nothing, runs nothing, and says so to the browser.
 */
export function reportHtml({ title, sections }: ReportDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>
${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${sections.filter(isFilled).map(sectionHtml).join("")}</main>
</body>
</html>
`;
}

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
tr { break-inside: avoid; }
@media print { body { font-size: 10pt; } main { margin: 0; max-width: none; } }
`.trimStart();

function sectionHtml({ heading, text = [], list = [], table }: Section) {
  const items = list.map((item) => `<li>${escape(item)}</li>\n`).join("");
  return [
    `<section>\n<h2>${escape(heading)}</h2>\n`,
    ...text.map((line) => `<p>${escape(line)}</p>\n`),
    items && `<ul>\n${items}</ul>\n`,
    table && table.rows.length > 0 ? tableHtml(table) : "",
    "</section>\n",
  ].join("");
}

function tableHtml({ columns, rows }: Table): string {
  const head = columns.map((name) => `<th scope="col">${escape(name)}</th>`);
  const body = rows.map((row) => `<tr>${row.map(cellHtml).join("")}</tr>\n`);
  return `<table>\n<thead><tr>${head.join("")}</tr></thead>\n<tbody>\n${
    body.join("")
  }</tbody>\n</table>\n`;
}

function cellHtml(cell: string | number): string {
  return typeof cell === "number"
    ? `<td class="number">${cell}</td>`
    : `<td>${escape(cell)}</td>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
