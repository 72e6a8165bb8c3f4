import {
  COMPLETING_SHELLS,
  completions,
  completionScript,
} from "../complete.ts";
import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { commandLine } from "../paste_line.ts";
import { VERBS } from "../tree.ts";

/** Prints a shell's completion script, or what completes a command line. */
export default function complete(
  { words }: { readonly words: readonly string[] },
  io: Io,
): Exit {
  const shell = COMPLETING_SHELLS.find((name) => name === words[0]);
  if (shell !== undefined && words.length === 1) {
    const executable = commandLine(io.started).join(" ");
    io.print(completionScript(shell, { name: "waterwall", executable }));
  } else io.print(completions(words, VERBS));
  return Exit.ok;
}
