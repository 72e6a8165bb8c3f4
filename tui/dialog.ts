import { switchRows } from "../ops/mod.ts";
import { KEYS } from "./keys.ts";
import type { Mode, Model } from "./model.ts";
import { PANES } from "./panes/all.ts";
import { rowsView } from "./panes/rows.ts";
import { lastOffset, readingLines, readingRoom } from "./reading.ts";
import { column, type Line, line, type Size } from "./span.ts";

/** A box over the screen. */
export interface Dialog {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** The box that a mode shows, in this much room; `null` if it shows none. */
export function dialogOf(model: Model, room: Size): Dialog | null {
  const { mode } = model;
  switch (mode.is) {
    case "watching":
    case "filtering":
      return null;
    case "help":
      return { title: "HELP", lines: help(room) };
    case "asking":
      return asking(model, mode.state);
    case "exporting":
      return { title: "EXPORT EVIDENCE", lines: form(mode) };
    case "reading":
      return reading(mode, model.size);
  }
}

const EMPTY: Line = [];

function help({ height }: Size): readonly Line[] {
  const keys = KEYS.map(({ key, help }): Line => [
    { text: column(key, 5), tone: "good", bold: true },
    { text: help, tone: "plain" },
  ]);
  const panes = Object.values(PANES).map(({ title }, i): Line => [
    { text: column(`${i + 1}`, 5), tone: "good", bold: true },
    { text: title, tone: "info" },
  ]);
  const all = [...keys, EMPTY, ...panes];
  return all.length <= height ? all : keys;
}

function asking(model: Model, state: "armed" | "clear"): Dialog {
  const { link } = model;
  const sources = link.is === "live"
    ? rowsView(switchRows(link.snapshot), { width: 40, height: 4 })
    : [line("Nothing answers", "alarm")];
  const others = link.is === "live"
    ? link.snapshot.killswitch.filter((source) => source !== "http")
    : [];
  const what = state === "armed"
    ? "All traffic will be refused at once."
    : others.length > 0
    ? `Traffic stays refused: ${others.join(", ")} armed.`
    : "Traffic will flow again.";
  return {
    title: state === "armed" ? "ARM THE KILL SWITCH?" : "CLEAR HTTP SWITCH?",
    lines: [
      ...sources,
      EMPTY,
      line(what, state === "armed" ? "alarm" : "warn"),
      EMPTY,
      choices([["y", state === "armed" ? "arm" : "clear"], ["n", "cancel"]]),
    ],
  };
}

function form(
  mode: Extract<Mode, { readonly is: "exporting" }>,
): readonly Line[] {
  const field = (name: "since" | "until", label: string): Line => [
    { text: column(label, 12), tone: "faint" },
    {
      text: column(mode[name] + (mode.at === name ? "▏" : ""), 12),
      tone: mode.at === name ? "good" : "plain",
      inverse: mode.at === name,
    },
  ];
  return [
    line("Days of which to take the records along"),
    EMPTY,
    field("since", "From"),
    field("until", "Up to"),
    mode.fault === null ? EMPTY : line(mode.fault, "alarm"),
    choices([["Tab", "other"], ["Enter", "export"], ["Esc", "cancel"]]),
  ];
}

function reading(
  { title, ok, lines, offset }: Extract<Mode, { readonly is: "reading" }>,
  screen: Size,
): Dialog {
  const all = readingLines(lines, screen);
  const from = Math.min(offset, lastOffset(lines, screen));
  const shown = all.slice(from, from + readingRoom(screen).height);
  const rest = all.length - from - shown.length;
  const more = rest > 0 ? `${rest} more` : ok ? "Done" : "Failed";
  return {
    title,
    lines: [
      ...shown.map((text) => line(text)),
      EMPTY,
      [
        { text: `${more}  `, tone: ok ? "good" : "alarm", bold: true },
        ...choices(
          rest > 0 ? [["↓", "more"], ["Esc", "close"]] : [
            ["Esc", "close"],
          ],
        ),
      ],
    ],
  };
}

function choices(all: readonly (readonly [string, string])[]): Line {
  return all.flatMap(([key, word]): Line => [
    { text: key, tone: "good", bold: true },
    { text: ` ${word}   `, tone: "faint" },
  ]);
}
