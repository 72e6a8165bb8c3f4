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

/** The keys of one input: several, if they were pressed fast. */
export function keysOf(input: string, key: Partial<Key>): readonly string[] {
  if (key.ctrl) return input === "c" ? ["ctrl-c"] : [];
  // Escape and a key after it, typed fast, arrive as one key with Alt.
  if (key.meta && !key.escape) return ["escape", ...input];
  const named = Object.entries(NAMES)
    .find(([flag]) => key[flag as keyof typeof NAMES]);
  if (named) return [named[1]];
  return [...input].map((character) => CHARACTERS[character] ?? character);
}

/** Keys that arrive as a character among others when they come fast. */
const CHARACTERS: Readonly<Record<string, string>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\x7f": "backspace",
  "\x03": "ctrl-c",
  "\x1b": "escape",
};
