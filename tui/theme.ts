import type { Tone } from "../ops/mod.ts";
import type { Terminal } from "./terminal.ts";

/** How tones look: the parameters of SGR (ECMA-48 §8.3.117). */
export interface Theme {
  readonly tones: Readonly<Record<Tone, string>>;
  /** Of the whole screen; empty where the terminal's own stays. */
  readonly background: string;
}

type Colours = Readonly<Record<Tone, string>>;

const NEON: Colours = {
  plain: "c9d7e3",
  good: "00ff41",
  info: "00ffff",
  out: "ff00ff",
  warn: "ffaa00",
  alarm: "ff003c",
  faint: "6f8396",
};

/** The same hues on white, each with a contrast of 4.5 to 1 or more. */
const INK: Colours = {
  plain: "17202a",
  good: "00701c",
  info: "006a75",
  out: "a3009e",
  warn: "8a5a00",
  alarm: "c4002e",
  faint: "5a6672",
};

const NEON_256: Colours = {
  plain: "252",
  good: "46",
  info: "51",
  out: "201",
  warn: "214",
  alarm: "197",
  faint: "245",
};

const INK_256: Colours = {
  plain: "234",
  good: "28",
  info: "30",
  out: "127",
  warn: "94",
  alarm: "160",
  faint: "241",
};

/** Those a terminal chooses itself, so that they suit its background. */
const SIXTEEN: Colours = {
  plain: "39",
  good: "92",
  info: "96",
  out: "95",
  warn: "93",
  alarm: "91",
  faint: "2",
};

const SIXTEEN_LIGHT: Colours = {
  plain: "39",
  good: "32",
  info: "36",
  out: "35",
  warn: "33",
  alarm: "31",
  faint: "2",
};

/** Without colours, what is urgent still stands out. */
const NONE: Colours = {
  plain: "",
  good: "",
  info: "",
  out: "",
  warn: "1",
  alarm: "1;7",
  faint: "",
};

/** The theme for a terminal. Where its background is not known, we bring ours. */
export function themeFor({ colours, background }: Terminal): Theme {
  const isLight = background === "light";
  switch (colours) {
    case "true":
      return isLight
        ? { tones: mapped(INK, rgb("38")), background: "" }
        : { tones: mapped(NEON, rgb("38")), background: rgb("48")("0a0a0f") };
    case "256":
      return isLight
        ? { tones: mapped(INK_256, (n) => `38;5;${n}`), background: "" }
        : {
          tones: mapped(NEON_256, (n) => `38;5;${n}`),
          background: "48;5;232",
        };
    case "16":
      return { tones: isLight ? SIXTEEN_LIGHT : SIXTEEN, background: "" };
    case "none":
      return { tones: NONE, background: "" };
  }
}

function mapped(colours: Colours, to: (colour: string) => string): Colours {
  const entries = Object.entries(colours).map(([tone, of]) => [tone, to(of)]);
  return Object.fromEntries(entries);
}

function rgb(kind: "38" | "48"): (hex: string) => string {
  return (hex) => {
    const [r, g, b] = [0, 2, 4].map((at) =>
      parseInt(hex.slice(at, at + 2), 16)
    );
    return `${kind};2;${r};${g};${b}`;
  };
}
