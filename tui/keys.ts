/** A key and what it does: the bottom line and the help read this. */
export interface KeyHelp {
  readonly key: string;
  /** In one word, for the bottom line; `null` if it does not stand there. */
  readonly word: string | null;
  readonly help: string;
}

/** In the order of the help; the bottom line drops from its end. */
export const KEYS: readonly KeyHelp[] = [
  { key: "?", word: "help", help: "this page" },
  { key: "q", word: "quit", help: "leave; the proxy goes on" },
  { key: "k", word: "kill", help: "arm or clear the kill switch (asks first)" },
  { key: "t", word: "tail", help: "pause the tail, or follow it again" },
  { key: "/", word: "filter", help: "show only lines with a word" },
  { key: "r", word: "reload", help: "read configuration and policy again" },
  { key: "v", word: "verify", help: "check the installation" },
  { key: "e", word: "export", help: "write evidence for some days" },
  { key: "1-6", word: "pane", help: "one pane alone, and back" },
  { key: "↑ ↓", word: null, help: "scroll, also PgUp PgDn Home End" },
  { key: "Esc", word: null, help: "back" },
];
