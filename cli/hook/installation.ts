import type { Io } from "../io.ts";
import { pasteLine } from "../paste_line.ts";
import { quoted } from "../quoted.ts";
import { bytesOf } from "./edit_file.ts";
import { withBlock, withoutBlock } from "./profile_block.ts";
import { claudeSettings, type Profiled, profileOf } from "./profile_of.ts";
import { withHook, withoutHook } from "./settings_hook.ts";
import { syntaxOf } from "./syntax_of.ts";

/** What is to be added to a file, and how it is taken out again. */
export interface Installation {
  readonly path: string;
  readonly add: (bytes: string) => string;
  readonly remove: (bytes: string) => string;
}

/** The hook in a shell's profile. */
export function inProfile(
  shell: Profiled,
  words: readonly string[],
  io: Pick<Io, "env" | "os">,
): Installation {
  const line = pasteLine(syntaxOf(shell), [...words, "--shell", shell]);
  return {
    path: profileOf(shell, io),
    add: (profile) => withBlock(profile, [bytesOf(line)]),
    remove: withoutBlock,
  };
}

/** The hook in the settings of Claude Code. */
export function inClaudeSettings(
  words: readonly string[],
  io: Pick<Io, "env" | "os">,
): Installation {
  const command = quoted("sh", [...words, "--format", "claude-code"]);
  return {
    path: claudeSettings(io),
    add: (settings) => withHook(settings, bytesOf(command)),
    remove: withoutHook,
  };
}
