import { type Setting, SETTINGS, wish } from "../../ops/mod.ts";

/** Every setting of config.toml as a table in Markdown, from the schema itself. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS as Readonly<Record<string, Setting>>)
    .map(([name, setting]) => [
      `\`${name}\``,
      `\`${JSON.stringify(setting.fallback)}\``,
      wish(setting),
      setting.fixed ? `${setting.doc} Read at the start only.` : setting.doc,
    ]);
  const head = ["setting", "default", "holds", "meaning"];
  return markdownTable([head, ...rows]);
}

/** Rows as a table whose columns line up, as the formatter would have them. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head, ...body] = rows;
  const widths = head!.map((_, i) =>
    Math.max(3, ...rows.map((row) => row[i]!.length))
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [head!, rule, ...body].map(line).join("\n");
}

/** A page on configuration with its table as the schema has it. */
export function withSettings(page: string): string {
  return page.replace(
    /(?<=<!-- settings: [^\n]+ -->\n\n)[\s\S]*(?=\n\n<!-- end of settings -->)/,
    () => settingsTable(),
  );
}
