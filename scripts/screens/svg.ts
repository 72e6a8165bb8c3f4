import type { Line, Span } from "../../tui/mod.ts";

/** Size of a character cell, in the SVG's units. */
const CELL = { width: 8.4, height: 18 } as const;
const BASELINE = 13.5;
const PADDING = 14;
const BACKGROUND = "#0a0a0f";
const FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, " +
  "'DejaVu Sans Mono', monospace";

const COLOURS: Readonly<Record<Span["tone"], string>> = {
  plain: "#c9d7e3",
  good: "#00ff41",
  info: "#00ffff",
  out: "#ff00ff",
  warn: "#ffaa00",
  alarm: "#ff003c",
  faint: "#6f8396",
};

/** Lines through a cell, from its middle: right, left, down, up. */
const BOX: Readonly<Record<string, string>> = {
  "─": "rl",
  "│": "du",
  "┌": "rd",
  "┐": "ld",
  "└": "ru",
  "┘": "lu",
};

interface Cell {
  readonly x: number;
  readonly y: number;
}

/** A screen as a picture, for people who have no terminal at hand. */
export function svg(
  lines: readonly Line[],
  { title }: { readonly title: string },
): string {
  const columns = Math.max(
    ...lines.map((spans) => lengthOf(spans.map(({ text }) => text).join(""))),
  );
  const width = round(columns * CELL.width + 2 * PADDING);
  const height = lines.length * CELL.height + 2 * PADDING;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"` +
    ` role="img" aria-label="${escape(title)}">`,
    `<rect width="100%" height="100%" rx="10" fill="${BACKGROUND}"/>`,
    `<g font-family="${FONTS}" font-size="14">`,
    ...lines.flatMap(drawn),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function drawn(spans: Line, row: number): readonly string[] {
  let column = 0;
  return spans.flatMap((span) => {
    const x = PADDING + column * CELL.width;
    column += lengthOf(span.text);
    return placed(span, { x, y: PADDING + row * CELL.height });
  });
}

/** Words are placed one by one: white space is not to be relied upon. */
function placed(span: Span, { x, y }: Cell): readonly string[] {
  const colour = COLOURS[span.tone];
  const width = round(lengthOf(span.text) * CELL.width);
  const back = span.inverse
    ? [
      `<rect x="${
        round(x)
      }" y="${y}" width="${width}" height="${CELL.height}" fill="${colour}"/>`,
    ]
    : [];
  const parts = span.text.matchAll(/[─│┌┐└┘]+|[^\s─│┌┐└┘]+/gu);
  return [
    ...back,
    ...[...parts].map(({ 0: text, index }) => {
      const at = {
        x: x + lengthOf(span.text.slice(0, index)) * CELL.width,
        y,
      };
      return text[0]! in BOX ? rules(text, at, colour) : word(text, at, span);
    }),
  ];
}

function rules(text: string, { x, y }: Cell, colour: string): string {
  const middle = y + CELL.height / 2;
  const path = [...text].map((box, i) => {
    const centre = x + (i + 0.5) * CELL.width;
    const arms = {
      r: `h${CELL.width / 2}`,
      l: `h${-CELL.width / 2}`,
      d: `v${CELL.height / 2}`,
      u: `v${-CELL.height / 2}`,
    };
    return [...BOX[box]!].map((arm) =>
      `M${round(centre)} ${middle}${arms[arm as keyof typeof arms]}`
    ).join("");
  });
  return `<path d="${path.join("")}" stroke="${colour}" fill="none"/>`;
}

function word(
  text: string,
  { x, y }: Cell,
  { tone, bold, inverse }: Span,
): string {
  const fill = inverse ? BACKGROUND : COLOURS[tone];
  const weight = bold ? ' font-weight="bold"' : "";
  const length = round(lengthOf(text) * CELL.width);
  return `<text x="${round(x)}" y="${y + BASELINE}" fill="${fill}"${weight}` +
    ` textLength="${length}" lengthAdjust="spacingAndGlyphs">${
      escape(text)
    }</text>`;
}

function lengthOf(text: string): number {
  return [...text].length;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
