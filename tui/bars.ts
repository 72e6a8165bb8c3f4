import { age, clock, type Snapshot, visible } from "../ops/mod.ts";
import { STATUS_TONE } from "./frame.ts";
import { KEYS } from "./keys.ts";
import type { Model } from "./model.ts";
import { fit, type Line, line, type Span, widthOf } from "./span.ts";

/** The top line: how all of it is. */
export function topBar(model: Model): Line {
  const { link, size: { width } } = model;
  switch (link.is) {
    case "connecting":
      return fit([name("warn"), ...line(" connecting …", "warn")], width);
    case "offline": {
      const why = { text: ` ${visible(link.why)}`, tone: "alarm" } as const;
      return fit([name("alarm"), mark("OFFLINE"), why], width);
    }
    case "live": {
      const { snapshot } = link;
      const { nowMs, health: { overall } } = snapshot;
      const time = ` ${clock(nowMs, model.offsetMinutes)} `;
      const room = width - widthOf(time);
      const said = [
        name(STATUS_TONE[overall.status]),
        ...summary(snapshot, room - widthOf(NAME)),
      ];
      return fit([...fit(said, room), { text: time, tone: "info" }], width);
    }
  }
}

const NAME = " WATERWALL ";

function name(tone: Span["tone"]): Span {
  return { text: NAME, tone, bold: true, inverse: true };
}

function mark(status: keyof typeof STATUS_TONE): Span {
  return { text: ` ●${status}`, tone: STATUS_TONE[status], bold: true };
}

function summary(
  { health, instance, uptime }: Snapshot,
  width: number,
): Line {
  const { status, why } = health.overall;
  if (why !== null) {
    return [mark(status), { text: ` ${visible(why)}`, tone: "alarm" }];
  }
  if (instance === null) return [mark(status)];
  const { proxyPort, hosts, tool } = instance;
  const facts = [
    `127.0.0.1:${proxyPort}`,
    `${hosts} hosts`,
    `up ${age(uptime * 1000)}`,
    visible(tool),
  ];
  let left = width - widthOf(mark(status).text);
  const shown = facts.filter((fact) => (left -= widthOf(fact) + 2) >= 0);
  return [mark(status), { text: `  ${shown.join("  ")}`, tone: "plain" }];
}

/** The bottom line: what was done just now, what is typed, or the keys. */
export function bottomBar(model: Model): Line {
  const { notice, mode, tail, size: { width } } = model;
  if (mode.is === "filtering") {
    return fit([
      { text: " / ", tone: "good", bold: true },
      { text: `${tail.filter}▏`, tone: "plain" },
      { text: "  Enter keep  Esc back", tone: "faint" },
    ], width);
  }
  if (notice) {
    const tone = notice.ok ? "info" : "alarm";
    return fit([{ text: ` ${visible(notice.text)}`, tone, bold: true }], width);
  }
  return fit(keys(width), width);
}

function keys(width: number): Line {
  let left = width - 1;
  const shown = KEYS.filter(({ key, word }) => {
    if (word === null) return false;
    left -= widthOf(key + word) + 3;
    return left >= -2;
  });
  return [
    { text: " ", tone: "plain" },
    ...shown.flatMap(({ key, word }): Line => [
      { text: key, tone: "good", bold: true },
      { text: ` ${word}  `, tone: "faint" },
    ]),
  ];
}
