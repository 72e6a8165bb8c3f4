import type { Key } from "ink";

/** Names of keys that are no character, as `update()` knows them. */
const NAMES = {
  upArrow: "up",
  downArrow: "down",
  leftArrow: "left",
  rightArrow: "right",
  pageUp: "pageup",
  pageDown: "pagedown",
  home: "home",
  end: "end",
  return: "enter",
  escape: "escape",
  tab: "tab",
  backspace: "backspace",
  delete: "backspace",
} as const;

/** The keys of one input; text that was pasted is several. */
export function keysOf(input: string, key: Partial<Key>): readonly string[] {
  if (key.ctrl) return input === "c" ? ["ctrl-c"] : [];
  if (key.meta && !key.escape) return [];
  const named = Object.entries(NAMES)
    .find(([flag]) => key[flag as keyof typeof NAMES]);
  return named ? [named[1]] : [...input];
}
