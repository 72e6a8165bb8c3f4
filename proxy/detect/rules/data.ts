import type { Rule } from "../rule.ts";

/** Databases and storage. */
export const data: readonly Rule[] = [
  {
    id: "dropbox-short-lived-token",
    type: "DROPBOX_TOKEN",
    words: ["dropbox"],
    shape: "sl\\.[A-Za-z0-9_=-]{130,}",
  },
  {
    id: "dropbox-user-token",
    type: "DROPBOX_TOKEN",
    shape: "sl\\.u\\.[A-Za-z0-9_=-]{100,}",
  },
  {
    id: "dropbox-secret",
    type: "DROPBOX_SECRET",
    words: ["dropbox"],
    shape: "[a-z0-9]{15}",
    random: true,
  },
  {
    id: "dropbox-legacy-token",
    type: "DROPBOX_TOKEN",
    shape: "[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43}",
  },
  {
    id: "turso-token",
    type: "TURSO_TOKEN",
    words: ["turso"],
    shape: "[A-Za-z0-9_=-]{20,}",
    random: true,
  },
];
