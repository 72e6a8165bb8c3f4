import { BEYOND_ASCII, charset, has, union } from "./charset.ts";
import { judgeCell } from "./column.ts";
import { matchEnd } from "./glue.ts";
import type { Trigger } from "./scene.ts";
import { meaningOf } from "./secret_names.ts";

/** Longest list of columns, and longest value. */
const MOST_LIST = 600;
const COLUMNS = /\(([\w\s,"`[\].]{3,600})\)\s{0,20}$/;
const OPEN = /\s{0,20}\(/y;
const MAY_OPEN = union([charset(" \t\r\n\f\v("), BEYOND_ASCII]);
const VALUE =
  /\s{0,8}(?:[NEe]?'((?:[^'\\]|''|\\.){0,400})'|"((?:[^"\\]|\\.){0,400})"|[^,()']{0,80})\s{0,8}(?:,|\))/y;

/**
 * Judges the values that `INSERT INTO t (…, name, …) VALUES (…)` gives to
 * names of secrets.
 */
export const insertTrigger: Trigger = {
  literal: "values",
  fire: (scene, start, end) => {
    const { text, bytes } = scene;
    if (!has(MAY_OPEN, bytes[end]!)) return;
    const open = matchEnd(OPEN, text, end);
    if (open === end) return;
    const before = text.slice(Math.max(0, start - MOST_LIST - 24), start);
    const list = COLUMNS.exec(before)?.[1];
    VALUE.lastIndex = open;
    for (const column of list?.split(",") ?? []) {
      const at = VALUE.lastIndex;
      const value = VALUE.exec(text);
      if (value === null) return;
      const cell = value[1] ?? value[2];
      const meaning = meaningOf(column.replaceAll(/[\s"`[\]]/g, ""));
      if (cell === undefined || meaning === undefined) continue;
      judgeCell(scene, { at: at + value[0].indexOf(cell), cell, meaning });
    }
  },
};
