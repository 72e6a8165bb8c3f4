import { judgeCell } from "./column.ts";
import type { Trigger } from "./scene.ts";
import { meaningOf } from "./secret_names.ts";

/** Longest list of columns, most rows, and longest row. */
const MOST_LIST = 600;
const MOST_ROWS = 400;
const MOST_ROW = 8000;
const COLUMNS = /copy [^\n(]{1,120}\(([\w\s,".]{3,600})\)\s{0,4}$/i;

/**
 * Judges what a dump of PostgreSQL has in columns with names of secrets:
 * `COPY t (…, name, …) FROM stdin;` and rows with tabs.
 */
export const copyTrigger: Trigger = {
  literal: "from stdin",
  fire: (scene, start, end) => {
    const { text } = scene;
    const before = text.slice(Math.max(0, start - MOST_LIST - 140), start);
    const columns = COLUMNS.exec(before)?.[1]?.split(",");
    if (columns === undefined) return;
    const meanings = columns.map((name) =>
      meaningOf(name.replaceAll(/[\s"]/g, ""))
    );
    if (meanings.every((meaning) => meaning === undefined)) return;
    let at = text.indexOf("\n", end) + 1;
    for (let row = 0; row < MOST_ROWS && at > 0; row++) {
      const line = text.slice(at, at + MOST_ROW).split("\n", 1)[0]!;
      const cells = line.split("\t");
      if (cells.length !== columns.length) return;
      cells.forEach((cell, i) => {
        const meaning = meanings[i];
        if (meaning) judgeCell(scene, { at, cell, meaning });
        at += cell.length + 1;
      });
    }
  },
};
