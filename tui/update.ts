import type { Snapshot } from "../ops/mod.ts";
import { type Model, type Msg, SILENCE_MS, type Step } from "./model.ts";
import { press } from "./press.ts";

/** How long a sentence stays, in milliseconds. */
const NOTICE_MS = 6_000;

/** What follows from one message. */
export function update(model: Model, msg: Msg): Step {
  switch (msg.is) {
    case "size":
      return { model: { ...model, size: msg.size } };
    case "snapshot":
      return { model: heard(model, msg.snapshot, msg.ms) };
    case "beat": {
      if (model.link.is !== "live") return { model };
      const { nowMs, uptime } = msg;
      const snapshot = { ...model.link.snapshot, nowMs, uptime };
      return { model: heard(model, snapshot, msg.ms) };
    }
    case "lost":
      return { model: offline(model, msg.why) };
    case "tick":
      return { model: later(model, msg.ms) };
    case "key":
      return press(model, msg.key);
    case "paste":
      return { model: pasted(model, msg.text) };
    case "done":
      return { model: told(model, msg) };
    case "read": {
      const { title, ok, lines } = msg;
      const mode = { is: "reading", title, ok, lines, offset: 0 } as const;
      return { model: { ...model, mode, notice: null } };
    }
  }
}

function heard(model: Model, snapshot: Snapshot, ms: number): Model {
  return { ...model, nowMs: ms, link: { is: "live", snapshot, heardMs: ms } };
}

/** What was paused is old, too. */
function offline(model: Model, why: string): Model {
  const tail = { ...model.tail, frozen: null, offset: 0 };
  return { ...model, tail, link: { is: "offline", why } };
}

function later(before: Model, nowMs: number): Model {
  const { link, notice } = before;
  const isOver = (notice?.untilMs ?? Infinity) <= nowMs;
  const model = { ...before, nowMs, notice: isOver ? null : notice };
  return link.is === "live" && nowMs - link.heardMs > SILENCE_MS
    ? offline(model, "It has said nothing for 5 seconds")
    : model;
}

/** What was pasted is text where text is asked for, and never a command. */
function pasted(model: Model, text: string): Model {
  const { is } = model.mode;
  if (is !== "filtering" && is !== "exporting") return model;
  const [line] = text.trim().split(/[\r\n]/);
  return [...line!].reduce((before, key) => press(before, key).model, model);
}

function told(
  model: Model,
  { ok, said }: { readonly ok: boolean; readonly said: string },
): Model {
  const untilMs = model.nowMs + NOTICE_MS;
  return { ...model, notice: { text: said, ok, untilMs } };
}
