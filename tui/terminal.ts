/** What a terminal can show. */
export interface Terminal {
  readonly colours: "none" | "16" | "256" | "true";
  readonly background: "dark" | "light" | "unknown";
  /** Whether it draws boxes, dots and bars. */
  readonly unicode: boolean;
}

/**
 * What the environment says of the terminal.
 *
 * `NO_COLOR` (no-color.org) wins over everything; `COLORFGBG`, which rxvt,
 * Konsole and iTerm2 set, tells the background.
 */
export function terminalOf(
  env: (name: string) => string | undefined,
): Terminal {
  return {
    colours: coloursOf(env),
    background: backgroundOf(env("COLORFGBG")),
    unicode: isUnicode(env),
  };
}

function coloursOf(
  env: (name: string) => string | undefined,
): Terminal["colours"] {
  const term = env("TERM") ?? "";
  if (env("NO_COLOR") || term === "dumb") return "none";
  if (/^(truecolor|24bit)$/i.test(env("COLORTERM") ?? "")) return "true";
  if (/-direct$/.test(term)) return "true";
  return /256/.test(term) ? "256" : "16";
}

/** Its last number is the background's, of the sixteen colours. */
function backgroundOf(colorfgbg: string | undefined): Terminal["background"] {
  const last = /;(\d+)$/.exec(colorfgbg ?? "")?.[1];
  if (last === undefined) return "unknown";
  return last === "7" || last === "15" ? "light" : "dark";
}

/** POSIX.1-2024 §8.2: the first of these that is set and not empty counts. */
function isUnicode(env: (name: string) => string | undefined): boolean {
  if (env("TERM") === "linux") return false;
  const locale = env("LC_ALL") || env("LC_CTYPE") || env("LANG") || "";
  return locale === "" || /utf-?8/i.test(locale);
}
