import {
  NOTHING_YET,
  type PaneId,
  type Snapshot,
  snapshot,
} from "../../ops/mod.ts";
import {
  begin,
  type Model,
  type Msg,
  screen,
  textOf,
  update,
} from "../../tui/mod.ts";
import { armedSnapshot, SAMPLE_MS, sampleSnapshot } from "./sample_snapshot.ts";

/** The sizes at which every pane and state is kept as a golden screen. */
export const SIZES = [
  { width: 60, height: 20 },
  { width: 80, height: 24 },
  { width: 160, height: 50 },
] as const;

export const PANE_IDS: readonly PaneId[] = [
  "activity",
  "counters",
  "killswitch",
  "map",
  "chain",
  "sessions",
];

const FAILING: Snapshot = sampleSnapshot({
  parts: { proxy: false, keys: false },
  patterns: 0,
  log: {
    records: 1391,
    broken: "the disk is full",
    checkpoint: null,
    anchor: null,
  },
  reload: { ms: SAMPLE_MS - 60_000, why: "config.toml:7: no setting prot" },
});

const told = (of: Snapshot): Msg => ({
  is: "snapshot",
  snapshot: of,
  ms: SAMPLE_MS,
});
const keys = (...all: string[]): readonly Msg[] =>
  all.map((key) => ({ is: "key", key }));

const UP = told(sampleSnapshot());
const LATER = told({
  ...sampleSnapshot(),
  activity: [
    { ...sampleSnapshot().activity[0]!, request: "new", ms: SAMPLE_MS },
    ...sampleSnapshot().activity,
  ],
});

/** The states of the link and of the instance. */
const CONDITIONS: Readonly<Record<string, readonly Msg[]>> = {
  connecting: [],
  idle: [told(snapshot({ ...NOTHING_YET, patterns: 221 }, SAMPLE_MS))],
  up: [UP],
  fail: [told(FAILING)],
  active: [told(armedSnapshot("sentinel", "http"))],
  offline: [UP, { is: "lost", why: "It closed the connection" }],
};

/** What a person may have on screen besides. */
const DIALOGS: Readonly<Record<string, readonly Msg[]>> = {
  paused: [UP, ...keys("t"), LATER],
  scrolled: [UP, ...keys("down", "down", "pagedown")],
  filtering: [UP, ...keys("/", "j", "w", "t")],
  help: [UP, ...keys("?")],
  arming: [UP, ...keys("k")],
  clearing: [told(armedSnapshot("sentinel", "http")), ...keys("k")],
  reloading: [UP, ...keys("r")],
  refused: [UP, { is: "done", ok: false, said: "config.toml:7: no such key" }],
  exporting: [UP, ...keys("e")],
  misdated: [UP, ...keys("e", "tab", "backspace", "enter")],
  reading: [UP, {
    is: "read",
    title: "VERIFY INSTALL",
    ok: false,
    lines: ["ok    Is the CA valid?", "FAIL  Is there room on the disk?"],
  }],
};

/** A model after some messages. */
export function modelAfter(
  size: Model["size"],
  msgs: readonly Msg[],
): Model {
  const first = begin(size, { nowMs: SAMPLE_MS, offsetMinutes: 0 });
  return msgs.reduce((model, msg) => update(model, msg).model, first);
}

/** All golden screens of one size, by file name: each state under its name. */
export function goldenScreens(
  size: Model["size"],
): Readonly<Record<string, string>> {
  const at = `${size.width}x${size.height}.txt`;
  const whole = { ...CONDITIONS, ...DIALOGS };
  const panes = PANE_IDS.map((id, i) => {
    const zoomed = Object.entries(CONDITIONS).map(([name, msgs]) =>
      [name, [...msgs, ...keys(`${i + 1}`)]] as const
    );
    return [`${id}.${at}`, drawn(size, zoomed)];
  });
  return {
    [`screen.${at}`]: drawn(size, Object.entries(whole)),
    ...Object.fromEntries(panes),
  };
}

function drawn(
  size: Model["size"],
  states: readonly (readonly [string, readonly Msg[]])[],
): string {
  return states.map(([name, msgs]) => {
    const lines = screen(modelAfter(size, msgs)).map(textOf);
    return [`=== ${name}`, ...lines.map((line) => line.trimEnd()), ""]
      .join("\n");
  }).join("\n");
}
