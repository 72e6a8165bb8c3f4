const ANSI: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  e: "\x1b",
};

/** What stands between `$'` and `'`, its escapes resolved. */
export function unescapeAnsi(inside: string): string {
  return inside.replaceAll(
    /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|([0-7]{1,3})|(.))/gs,
    (_, hex, unit, octal, char) =>
      char !== undefined
        ? ANSI[char] ?? char
        : String.fromCharCode(parseInt(hex ?? unit ?? octal, octal ? 8 : 16)),
  );
}

/** Where the bracket that opens at `at` is closed, quotes passed over. */
export function closing(
  text: string,
  at: number,
  [open, close]: string,
): number {
  let depth = 0;
  let quote = "";
  for (let i = at; i < text.length; i++) {
    const char = text[i]!;
    if (char === "\\" && quote !== "'") i++;
    else if (quote !== "") { if (char === quote) quote = ""; }
    else if (char === "'" || char === '"') quote = char;
    else if (char === open) depth++;
    else if (char === close && --depth === 0) return i;
  }
  return text.length;
}
