import { visible } from "../ops/mod.ts";
import { bottomBar, topBar } from "./bars.ts";
import { type Dialog, dialogOf } from "./dialog.ts";
import { framed, inside, type Status } from "./frame.ts";
import { layout, type Place } from "./layout.ts";
import type { Model } from "./model.ts";
import { PANES } from "./panes/all.ts";
import {
  fit,
  type Line,
  line,
  overlaid,
  type Size,
  textOf,
  widthOf,
} from "./span.ts";

/** The whole screen: exactly as many lines as it has rows, each as wide as it. */
export function screen(model: Model): readonly Line[] {
  const { width, height } = model.size;
  const body: Size = { width, height: Math.max(0, height - 2) };
  const drawn = layout(body, model.zoom).map((place) => ({
    place,
    lines: box(model, place),
  }));
  const rows = Array.from(
    { length: body.height },
    (_, y): Line =>
      drawn.filter(({ place }) => place.y <= y && y < place.y + place.height)
        .sort((a, b) => a.place.x - b.place.x)
        .flatMap(({ place, lines }) => lines[y - place.y]!),
  );
  const dialog = dialogOf(model, { width: width - 8, height: body.height - 4 });
  const shown = dialog ? withDialog(rows, dialog, body) : rows;
  return [topBar(model), ...shown, bottomBar(model)].slice(0, height)
    .map((one) => fit(one, width));
}

function box(model: Model, place: Place): readonly Line[] {
  const { link, tail, offsetMinutes } = model;
  const { id, title, short, note, view } = PANES[place.pane];
  if (link.is !== "live") {
    const status = link.is === "offline" ? "OFFLINE" : null;
    return framed({ ...place, title, short, note: "", status }, absent(link));
  }
  const { snapshot } = link;
  const { status, why } = snapshot.health[id];
  const shown = { snapshot, tail, offsetMinutes };
  const said = note?.(shown) ?? "";
  const room = inside(place);
  const fault = faultLine(status, why);
  return framed({ ...place, title, short, note: said, status }, [
    ...fault,
    ...view(shown, { ...room, height: room.height - fault.length }),
  ]);
}

function absent(
  link: Exclude<Model["link"], { readonly is: "live" }>,
): readonly Line[] {
  if (link.is === "connecting") return [line("connecting …", "warn")];
  return [line("No data while offline", "faint")];
}

function faultLine(status: Status, why: string | null): readonly Line[] {
  if (status !== "FAIL" || why === null) return [];
  return [[{ text: visible(why), tone: "alarm", bold: true }]];
}

function withDialog(
  rows: readonly Line[],
  { title, lines }: Dialog,
  { width, height }: Size,
): readonly Line[] {
  const widest = Math.max(
    widthOf(title) + 2,
    ...lines.map((one) => widthOf(textOf(one))),
  );
  const size = {
    width: Math.max(30, Math.min(width - 4, widest + 4)),
    height: Math.min(height, lines.length + 2),
  };
  const frame = { ...size, title, short: title, note: "", status: null };
  const x = Math.max(0, Math.floor((width - size.width) / 2));
  const y = Math.max(0, Math.floor((height - size.height) / 2));
  const box = framed(frame, lines);
  return rows.map((row, i) => {
    const over = box[i - y];
    return over ? overlaid(row, over, x) : row;
  });
}
