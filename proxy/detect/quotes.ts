/** Spellings of quotation marks that programs put around values. */
const COATED =
  /(?:\\{0,8}["'`])|&quot;|&apos;|&#3[49];|&#x2[27];|%22|%27|\\+u002[27]|\\+x2[27]|[\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb]/y;

/** Opening marks whose closing mark is another one. */
const PARTNERS: Readonly<Record<string, string>> = {
  "\u201c": "\u201d",
  "\u201e": "\u201c",
  "\u2018": "\u2019",
  "\u00ab": "\u00bb",
};

/** The quotation mark at a place, however it is escaped; `""` if none. */
export function quoteAt(text: string, at: number): string {
  const code = text.charCodeAt(at);
  switch (code) {
    case 34:
      return '"';
    case 39:
      return "'";
    case 96:
      return "`";
  }
  const mayBe = code === 92 || code === 38 || code === 37 || code > 126;
  if (!mayBe) return "";
  COATED.lastIndex = at;
  return COATED.exec(text)?.[0] ?? "";
}

/** The mark that closes what `opening` opened. */
export function closingOf(opening: string): string {
  return PARTNERS[opening] ?? opening;
}
