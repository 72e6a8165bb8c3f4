import { deepEqual, equal } from "node:assert/strict";
import { SILENCE_MS } from "../../tui/model.ts";
import type { Model, Msg } from "../../tui/mod.ts";
import { update } from "../../tui/mod.ts";
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
const after = (...msgs: Msg[]): Model =>
  modelAfter({ width: 80, height: 24 }, msgs);
const key = (key: string): Msg => ({ is: "key", key });
const keys = (...all: string[]) => all.map(key);

Deno.test("a dashboard that lost the proxy has nothing old to show", () => {
  const { link, tail } = after(
    told(),
    ...keys("t", "down"),
    { is: "lost", why: "It closed the connection" },
  );
  deepEqual(link, { is: "offline", why: "It closed the connection" });
  deepEqual([tail.frozen, tail.offset], [null, 0]);
});

Deno.test("five seconds of silence are as good as a closed connection", () => {
  const tick = (ms: number): Msg => ({ is: "tick", ms: SAMPLE_MS + ms });
  equal(after(told(), tick(SILENCE_MS)).link.is, "live");
  equal(after(told(), tick(SILENCE_MS + 1)).link.is, "offline");
});

Deno.test("a beat keeps the picture alive and moves its clock", () => {
  const { link } = after(
    told(),
    { is: "beat", nowMs: SAMPLE_MS + 2_000, uptime: 99, ms: SAMPLE_MS + 2_000 },
    { is: "tick", ms: SAMPLE_MS + 6_000 },
  );
  equal(link.is, "live");
  if (link.is !== "live") return;
  deepEqual([link.snapshot.nowMs, link.snapshot.uptime], [
    SAMPLE_MS + 2_000,
    99,
  ]);
});

Deno.test("a beat does not bring back what is offline", () => {
  const beat: Msg = { is: "beat", nowMs: 1, uptime: 1, ms: 1 };
  equal(after({ is: "lost", why: "" }, beat).link.is, "offline");
});

Deno.test("what is heard again is shown again", () => {
  equal(after(told(), { is: "lost", why: "" }, told()).link.is, "live");
});

Deno.test("k asks before it arms the kill switch", () => {
  const asked = update(after(told()), key("k"));
  deepEqual(asked.model.mode, { is: "asking", state: "armed" });
  equal(asked.effect, undefined);
  deepEqual(update(asked.model, key("y")).effect, {
    do: "killswitch",
    state: "armed",
  });
});

Deno.test("any answer but y leaves the kill switch alone", () => {
  for (const answer of ["n", "Y", "enter", "escape", " ", "k"]) {
    const step = update(after(told(), key("k")), key(answer));
    equal(step.effect, undefined);
    equal(step.model.mode.is, "watching");
  }
});

Deno.test("k clears the HTTP switch when that is armed, and no other", () => {
  const armed = after(told(armedSnapshot("http", "config")), key("k"));
  deepEqual(armed.mode, { is: "asking", state: "clear" });
  const other = after(told(armedSnapshot("config")), key("k"));
  deepEqual(other.mode, { is: "asking", state: "armed" });
});

Deno.test("offline nothing can be reloaded or armed, and that is said", () => {
  const lost = after({ is: "lost", why: "gone" });
  for (const pressed of ["r", "k", "t"]) {
    const { model, effect } = update(lost, key(pressed));
    equal(effect, undefined);
    equal(model.mode.is, "watching");
    equal(model.notice?.ok, false);
  }
});

Deno.test("offline the installation can still be checked, and evidence exported", () => {
  const lost = after({ is: "lost", why: "gone" });
  deepEqual(update(lost, key("v")).effect, { do: "verify" });
  equal(update(lost, key("e")).model.mode.is, "exporting");
});

Deno.test("what was begun is not begun again before it is done", () => {
  const { model, effect } = update(after(told()), key("r"));
  deepEqual(effect, { do: "reload" });
  equal(update(model, key("r")).effect, undefined);
  equal(update(model, key("k")).model.mode.is, "watching");
  const done = update(model, { is: "done", ok: true, said: "Done" }).model;
  deepEqual(update(done, key("r")).effect, { do: "reload" });
});

Deno.test("what was done is said for a while", () => {
  const { model } = update(after(told()), {
    is: "done",
    ok: false,
    said: "config.toml:3: no such key",
  });
  deepEqual([model.notice?.ok, model.notice?.text], [
    false,
    "config.toml:3: no such key",
  ]);
  const later = update(model, { is: "tick", ms: SAMPLE_MS + 3_000 }).model;
  equal(later.notice, model.notice);
  equal(
    update(model, { is: "tick", ms: SAMPLE_MS + 9_000 }).model.notice,
    null,
  );
});

Deno.test("evidence is exported for the days that were given", () => {
  const { model, effect } = update(
    after(told(), ...keys("e")),
    key("enter"),
  );
  deepEqual(effect, {
    do: "export",
    since: "2026-10-28",
    until: "2026-11-03",
  });
  equal(model.mode.is, "watching");
});

Deno.test("what a verb said is read, scrolled and closed", () => {
  const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`);
  const read: Msg = { is: "read", title: "VERIFY", ok: true, lines };
  const offset = (model: Model) =>
    model.mode.is === "reading" ? model.mode.offset : null;
  equal(offset(after(told(), read)), 0);
  equal(offset(after(told(), read, ...keys("down", "pagedown"))), 11);
  equal(offset(after(told(), read, ...keys("end"))), 30 - (24 - 8));
  equal(offset(after(told(), read, ...keys("up"))), 0);
  equal(after(told(), read, key("escape")).mode.is, "watching");
});

Deno.test("a filter is typed, kept by Enter and given up by Escape", () => {
  const typed = after(told(), ...keys("/", "j", "w", "x", "backspace"));
  equal(typed.tail.filter, "jw");
  const kept = update(typed, key("enter")).model;
  deepEqual([kept.mode.is, kept.tail.filter], ["watching", "jw"]);
  const again = after(told(), ...keys("/", "j", "enter", "/", "w", "escape"));
  equal(again.tail.filter, "j");
});

Deno.test("letters in a filter are letters, not commands", () => {
  const { mode, tail } = after(told(), ...keys("/", "q", "k", "?"));
  deepEqual([mode.is, tail.filter], ["filtering", "qk?"]);
});

Deno.test("what is pasted is text where text is asked for, never a command", () => {
  const paste = (text: string): Msg => ({ is: "paste", text });
  const commands = after(told(), paste("k\ny"));
  deepEqual([commands.mode.is, commands.notice], ["watching", null]);
  const asked = after(told(), key("k"), paste("y"));
  equal(asked.mode.is, "asking");
  const filter = after(told(), key("/"), paste(" jwt\nq"));
  deepEqual([filter.mode.is, filter.tail.filter], ["filtering", "jwt"]);
});

Deno.test("a number shows one pane alone, and again all of them", () => {
  equal(after(key("5")).zoom, "chain");
  equal(after(...keys("5", "5")).zoom, null);
  equal(after(...keys("5", "2")).zoom, "counters");
  equal(after(...keys("5", "escape")).zoom, null);
  equal(after(...keys("5", "0")).zoom, null);
  equal(after(key("7")).zoom, null);
});

Deno.test("q and Ctrl-C leave, Ctrl-C whatever is on screen", () => {
  deepEqual(update(after(), key("q")).effect, { do: "quit" });
  for (const open of ["?", "/", "e", "k"]) {
    deepEqual(update(after(told(), key(open)), key("ctrl-c")).effect, {
      do: "quit",
    });
  }
});

Deno.test("a key without a meaning means nothing", () => {
  const model = after(told());
  for (const pressed of ["z", "left", "é", "", "F5"]) {
    deepEqual(update(model, key(pressed)), { model });
  }
});

Deno.test("the tail follows a toggle by t and by the space bar", () => {
  for (const pressed of ["t", " "]) {
    equal(after(told(), key(pressed)).tail.frozen !== null, true);
    equal(after(told(), ...keys(pressed, pressed)).tail.frozen, null);
  }
});
