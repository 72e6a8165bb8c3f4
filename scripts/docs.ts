import { cliPage } from "../cli/reference/cli_page.ts";
import { manPage } from "../cli/reference/man_page.ts";
import { withSettings } from "../cli/reference/settings_table.ts";
import { VERBS } from "../cli/tree.ts";
import { VERSION } from "../cli/version.ts";

/** Writes the pages, and the parts of pages, that are made from the program. */
const at = (path: string) => new URL(`../docs/${path}`, import.meta.url);

const configuration = await Deno.readTextFile(at("configuration.md"));
await Deno.writeTextFile(at("configuration.md"), withSettings(configuration));
await Deno.writeTextFile(at("cli.md"), cliPage(VERBS));
await Deno.writeTextFile(at("waterwall.1"), manPage(VERBS, VERSION));
await new Deno.Command(Deno.execPath(), {
  args: ["fmt", "--quiet", at("cli.md").pathname],
}).output();
