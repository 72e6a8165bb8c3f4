import type { PaneId } from "../ops/mod.ts";
import { exportKey, exportMode } from "./export_form.ts";
import type { Model, Notice, Step } from "./model.ts";
import { PANES } from "./panes/all.ts";
import { lastOffset } from "./reading.ts";
import { scrolled, toggled } from "./tail.ts";

/** Lines of a page; the last one read stays in sight. */
const PAGE = 10;

const SCROLLS: Readonly<Record<string, number>> = {
  up: -1,
  down: 1,
  pageup: -PAGE,
  pagedown: PAGE,
  home: -Infinity,
  end: Infinity,
};

/** What follows from a key. */
export function press(model: Model, key: string): Step {
  if (key === "ctrl-c") return { model, effect: { do: "quit" } };
  const { mode } = model;
  switch (mode.is) {
    case "watching":
      return watch(model, key);
    case "help":
      return { model: watching(model) };
    case "filtering":
      return { model: filter(model, key, mode.before) };
    case "asking": {
      const { state } = mode;
      if (key !== "y") return { model: watching(model) };
      const said = state === "armed" ? "Arming" : "Clearing";
      return {
        model: busy(watching(model), `${said} the kill switch …`),
        effect: { do: "killswitch", state },
      };
    }
    case "exporting": {
      const { form, submit } = exportKey(mode, key);
      if (form === null) return { model: watching(model) };
      if (!submit) return { model: { ...model, mode: form } };
      return {
        model: busy(watching(model), "Exporting evidence …"),
        effect: { do: "export", since: form.since, until: form.until },
      };
    }
    case "reading": {
      const by = SCROLLS[key];
      if (by === undefined) return { model: watching(model) };
      const last = lastOffset(mode.lines, model.size);
      const offset = Math.min(last, Math.max(0, mode.offset + by));
      return { model: { ...model, mode: { ...mode, offset } } };
    }
  }
}

/** Keys that begin something, and so wait until what was begun is done. */
const BEGINNING = ["r", "k", "v", "e"];

function watch(model: Model, key: string): Step {
  const isBusy = model.notice?.untilMs === null;
  if (isBusy && BEGINNING.includes(key)) return { model };
  const zoom = Object.keys(PANES)[Number(key) - 1] as PaneId | undefined;
  if (zoom && key.length === 1) {
    return { model: { ...model, zoom: model.zoom === zoom ? null : zoom } };
  }
  switch (key) {
    case "q":
      return { model, effect: { do: "quit" } };
    case "?":
      return { model: { ...model, mode: { is: "help" } } };
    case "escape":
    case "0":
      return { model: { ...model, zoom: null } };
    case "v":
      return {
        model: busy(model, "Checking the installation …"),
        effect: { do: "verify" },
      };
    case "e":
      return { model: { ...model, mode: exportMode(model) } };
    case "/": {
      const before = model.tail.filter;
      return { model: { ...model, mode: { is: "filtering", before } } };
    }
    default:
      return live(model, key);
  }
}

/** Keys that need an instance which answers. */
function live(model: Model, key: string): Step {
  const by = SCROLLS[key];
  if (!["r", "k", "t", " "].includes(key) && by === undefined) return { model };
  const { link, tail } = model;
  if (link.is !== "live") return { model: refused(model) };
  const { activity, killswitch } = link.snapshot;
  if (by !== undefined) {
    return { model: { ...model, tail: scrolled(tail, activity, by) } };
  }
  if (key === "r") {
    const said = "Reloading configuration and policy …";
    return { model: busy(model, said), effect: { do: "reload" } };
  }
  if (key === "k") {
    const state = killswitch.includes("http") ? "clear" : "armed";
    return { model: { ...model, mode: { is: "asking", state } } };
  }
  return { model: { ...model, tail: toggled(tail, activity) } };
}

function filter(model: Model, key: string, before: string): Model {
  const { tail } = model;
  const filtered = (filter: string) => ({
    ...model,
    tail: { ...tail, filter, offset: 0 },
  });
  if (key === "enter") return watching(model);
  if (key === "escape") return watching(filtered(before));
  if (key === "backspace") return filtered(tail.filter.slice(0, -1));
  return /^[\x20-\x7e]$/.test(key) ? filtered(tail.filter + key) : model;
}

function watching(model: Model): Model {
  return { ...model, mode: { is: "watching" } };
}

function busy(model: Model, text: string): Model {
  const notice: Notice = { text, ok: true, untilMs: null };
  return { ...model, notice };
}

function refused(model: Model): Model {
  const text = "Nothing answers: is Waterwall running?";
  return {
    ...model,
    notice: { text, ok: false, untilMs: model.nowMs + 6_000 },
  };
}
