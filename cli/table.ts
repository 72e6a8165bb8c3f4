/** Rows as aligned columns, two spaces between; no line ends in a space. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from(
    { length: columns },
    (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) =>
    row.map((cell, at) => cell.padEnd(widths[at]!)).join("  ").trimEnd()
  );
}
