import { equal, ok } from "node:assert/strict";
import { themeFor } from "../../tui/theme.ts";

/** Relative luminance of `…;2;r;g;b` (WCAG 2.2). */
function luminance(sgr: string): number {
  const [r, g, b] = sgr.split(";").slice(-3).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

Deno.test("every tone can be read on its background", () => {
  const unicode = true;
  for (const background of ["dark", "light"] as const) {
    const theme = themeFor({ colours: "true", background, unicode });
    const back = background === "dark" ? luminance(theme.background) : 1;
    for (const [tone, sgr] of Object.entries(theme.tones)) {
      const ratio = contrast(luminance(sgr), back);
      ok(ratio >= 4.5, `${tone} on ${background}: ${ratio}`);
    }
  }
});

Deno.test("the tones are the ones of the house", () => {
  const { tones } = themeFor({
    colours: "true",
    background: "dark",
    unicode: true,
  });
  equal(tones.good, "38;2;0;255;65");
  equal(tones.info, "38;2;0;255;255");
  equal(tones.out, "38;2;255;0;255");
  equal(tones.warn, "38;2;255;170;0");
  equal(tones.alarm, "38;2;255;0;60");
});

Deno.test("where the background is not known, ours is brought", () => {
  for (const colours of ["true", "256"] as const) {
    const theme = (background: "unknown" | "light") =>
      themeFor({ colours, background, unicode: true });
    ok(theme("unknown").background.startsWith("48;"));
    equal(theme("light").background, "");
  }
});

Deno.test("sixteen colours are the terminal's own, so the background is too", () => {
  for (const background of ["dark", "light", "unknown"] as const) {
    const theme = themeFor({ colours: "16", background, unicode: true });
    equal(theme.background, "");
    ok(Object.values(theme.tones).every((sgr) => /^\d{1,2}$/.test(sgr)));
  }
});

Deno.test("without colours nothing is coloured, and an alarm still stands out", () => {
  const { tones, background } = themeFor({
    colours: "none",
    background: "unknown",
    unicode: true,
  });
  const all = [background, ...Object.values(tones)].join(";").split(";");
  ok(all.every((part) => ["", "1", "7"].includes(part)));
  ok(tones.alarm.includes("7"));
});
