import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { Msg } from "../../tui/mod.ts";
import { screen, textOf } from "../../tui/mod.ts";
import { widthOf } from "../../tui/span.ts";
import { modelAfter } from "../support/sample_screens.ts";
import {
  armedSnapshot,
  SAMPLE_MS,
  sampleSnapshot,
} from "../support/sample_snapshot.ts";

const told = (snapshot = sampleSnapshot()): Msg => ({
  is: "snapshot",
  snapshot,
  ms: SAMPLE_MS,
});
const lost: Msg = { is: "lost", why: "It closed the connection" };
const read: Msg = {
  is: "read",
  title: "A TITLE",
  ok: true,
  lines: ["a line", "another that is far too long ".repeat(9)],
};
const text = (width: number, height: number, ...msgs: Msg[]) =>
  screen(modelAfter({ width, height }, msgs)).map(textOf).join("\n");

const messages: fc.Arbitrary<Msg> = fc.oneof(
  fc.constantFrom(told(), told(armedSnapshot("config", "http")), lost, read),
  fc.constantFrom(
    ..."?qktrve/123456 ".split(""),
    "up",
    "down",
    "pagedown",
    "enter",
    "escape",
    "tab",
    "y",
  ).map((key): Msg => ({ is: "key", key })),
);

Deno.test("a screen is exactly as large as its terminal, whatever happens", () => {
  const sizes = fc.record({ width: fc.nat(200), height: fc.nat(70) });
  const happens = fc.array(messages, { maxLength: 8 });
  fc.assert(fc.property(sizes, happens, (size, msgs) => {
    const lines = screen(modelAfter(size, msgs));
    equal(lines.length, size.height);
    for (const line of lines) equal(widthOf(textOf(line)), size.width);
  }));
});

Deno.test("offline, every pane says so and no figure is left", () => {
  for (const [width, height] of [[60, 20], [80, 24], [160, 50]] as const) {
    const live = text(width, height, told());
    const offline = text(width, height, told(), lost);
    const panes = live.match(/●UP/g)!.length;
    equal(offline.match(/●OFFLINE/g)!.length, panes);
    ok(!/\d/.test(offline.replaceAll(/1-6|5 min/g, "")), offline);
  }
});

Deno.test("a state is told by a word, not by its colour alone", () => {
  ok(text(80, 24, told()).includes("●UP"));
  ok(text(80, 24, told(armedSnapshot("http"))).includes("●ACTIVE"));
  ok(text(80, 24, told(sampleSnapshot({ patterns: 0 }))).includes("●FAIL"));
});

Deno.test("a text of others cannot move the cursor or widen a line", () => {
  const nasty = "\x1b[2J\x07\u202e漢字\ud83d\ude00\r\n";
  const snapshot = sampleSnapshot({
    activity: [{
      seq: 1,
      ms: SAMPLE_MS,
      what: "block",
      host: nasty,
      request: nasty,
      kinds: [nasty],
      count: 1,
      addedMs: null,
    }],
    byKind: { [nasty]: 3 },
    reload: { ms: SAMPLE_MS, why: nasty },
    log: { records: 1, broken: nasty, checkpoint: null, anchor: null },
  });
  const drawn = text(
    160,
    50,
    told(snapshot),
    { ...read, lines: [nasty], title: "T" } as Msg,
  );
  const harmful = /[\p{Cc}\p{Cf}]/u;
  ok(!harmful.test(drawn.replaceAll("\n", "")));
  for (const line of drawn.split("\n")) equal(line.length, 160);
});

Deno.test("the kill switch is asked for with its four sources in sight", () => {
  const asked = text(80, 24, told(), { is: "key", key: "k" });
  const dialog = asked.slice(asked.indexOf("ARM THE KILL SWITCH?"));
  for (const source of ["config.toml", "SIGUSR1", "sentinel file", "HTTP"]) {
    ok(dialog.includes(source), source);
  }
});

Deno.test("to clear one switch tells that others keep traffic away", () => {
  const key: Msg = { is: "key", key: "k" };
  const both = text(80, 24, told(armedSnapshot("http", "sentinel")), key);
  ok(both.includes("Traffic stays refused: sentinel armed."));
  const one = text(80, 24, told(armedSnapshot("http")), key);
  ok(one.includes("Traffic will flow again."));
});
