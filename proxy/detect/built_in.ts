/** Ids of the rules that are code of their own, not rows of a table. */
export const BUILT_IN: readonly string[] = [
  "armoured-private-key",
  "authentication-scheme",
  "command-line-password",
  "cookie",
  "known-value",
  "named-column",
  "named-value",
  "seed-phrase",
  "url-password",
];
