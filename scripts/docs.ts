import { settingsTable } from "../cli/reference/settings_table.ts";
/** Writes the pages, and the parts of pages, that are made from the program. */
const root = new URL("..", import.meta.url);
const page = new URL("docs/configuration.md", root);
const text = await Deno.readTextFile(page);
const parts = text.split(/(?<=-->\n)[\s\S]*(?=\n<!-- end of settings)/);
await Deno.writeTextFile(page, parts.join(`\n${settingsTable()}\n`));
