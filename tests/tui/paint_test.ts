import { equal, ok } from "node:assert/strict";
import { paint } from "../../tui/paint.ts";
import { screen } from "../../tui/screen.ts";
import type { Terminal } from "../../tui/terminal.ts";
import { themeFor } from "../../tui/theme.ts";
import { modelAfter } from "../support/sample_screens.ts";
import { SAMPLE_MS, sampleSnapshot } from "../support/sample_snapshot.ts";

const look = (terminal: Partial<Terminal>) => {
  const { unicode, ...rest } = {
    colours: "none",
    background: "unknown",
    unicode: true,
    ...terminal,
  } as const;
  return { theme: themeFor({ ...rest, unicode }), unicode };
};

Deno.test("a span is painted and its style ends with it", () => {
  const line = [
    { text: "ok", tone: "good" },
    { text: "!", tone: "alarm", bold: true, inverse: true },
  ] as const;
  equal(
    paint(line, look({ colours: "16" })),
    "\x1b[92mok\x1b[0m\x1b[91;1;7m!\x1b[0m",
  );
  equal(paint(line, look({})), "ok\x1b[1;7;1;7m!\x1b[0m");
});

const everything = screen(
  modelAfter({ width: 160, height: 50 }, [
    { is: "snapshot", snapshot: sampleSnapshot(), ms: SAMPLE_MS },
    { is: "key", key: "k" },
  ]),
);

Deno.test("a terminal without Unicode is sent ASCII, and none of it unknown", () => {
  const plain = everything.map((line) =>
    // deno-lint-ignore no-control-regex
    paint(line, look({ unicode: false })).replace(/\x1b\[[\d;]*m/g, "")
  );
  for (const line of plain) {
    ok(/^[\x20-\x7e]{160}$/.test(line), line);
    ok(!line.includes("?") || line.includes("? "), line);
  }
});

Deno.test("without colours no colour is sent", () => {
  for (const line of everything) {
    const painted = paint(line, look({ colours: "none" }));
    // deno-lint-ignore no-control-regex
    const codes = [...painted.matchAll(/\x1b\[([\d;]*)m/g)];
    ok(codes.every(([, code]) => /^[017;]+$/.test(code!)));
  }
});
