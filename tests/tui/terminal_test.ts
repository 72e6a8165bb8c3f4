import { deepEqual, equal } from "node:assert/strict";
import { terminalOf } from "../../tui/terminal.ts";

const of = (env: Record<string, string>) => terminalOf((name) => env[name]);

Deno.test("colours are as many as the terminal says it has", () => {
  equal(of({ TERM: "xterm", COLORTERM: "truecolor" }).colours, "true");
  equal(of({ TERM: "xterm-direct" }).colours, "true");
  equal(of({ TERM: "tmux-256color" }).colours, "256");
  equal(of({ TERM: "screen" }).colours, "16");
  equal(of({}).colours, "16");
});

Deno.test("NO_COLOR wins over everything, unless it is empty", () => {
  const rich = { TERM: "xterm-256color", COLORTERM: "truecolor" };
  equal(of({ ...rich, NO_COLOR: "1" }).colours, "none");
  equal(of({ ...rich, NO_COLOR: "" }).colours, "true");
  equal(of({ TERM: "dumb" }).colours, "none");
});

Deno.test("the background is known only where the terminal tells", () => {
  deepEqual(
    ["0;15", "12;default;7", "15;0", "15;8", "nonsense", ""]
      .map((COLORFGBG) => of({ COLORFGBG }).background),
    ["light", "light", "dark", "dark", "unknown", "unknown"],
  );
});

Deno.test("boxes are drawn unless the locale or the console cannot", () => {
  equal(of({ LANG: "de_DE.UTF-8" }).unicode, true);
  equal(of({ LC_ALL: "C", LANG: "de_DE.UTF-8" }).unicode, false);
  equal(of({ LC_ALL: "", LANG: "en_US.utf8" }).unicode, true);
  equal(of({ LANG: "POSIX" }).unicode, false);
  equal(of({ TERM: "linux", LANG: "C.UTF-8" }).unicode, false);
  equal(of({}).unicode, true);
});
