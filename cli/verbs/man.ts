import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { manPage } from "../reference/man_page.ts";
import { VERBS } from "../tree.ts";
import { VERSION } from "../version.ts";

/** Prints the manual page, made from the verbs themselves. */
export default function man(_: Record<string, never>, io: Io): Exit {
  io.print(manPage(VERBS, VERSION).trimEnd());
  return Exit.ok;
}
