import { deepEqual, equal } from "node:assert/strict";
import { follow, RETRY_MS, SILENCE_MS } from "../../../ops/page/live.js";
import { sampleSnapshot } from "../../support/sample_snapshot.ts";

/** A page in a world whose clock stands until it is told to go on. */
function world() {
  let nowMs = 0;
  const waiting = new Set<
    { readonly atMs: number; readonly run: () => void }
  >();
  const sources: EventTarget[] = [];
  const seen: string[] = [];
  follow({
    open() {
      const source = new EventTarget();
      sources.push(source);
      return Object.assign(source, {
        close: () => void seen.push("closed"),
      }) as unknown as EventSource;
    },
    after(ms: number, run: () => void) {
      const timer = { atMs: nowMs + ms, run };
      waiting.add(timer);
      return () => void waiting.delete(timer);
    },
    live: ({ uptime }: { uptime: number }) => void seen.push(`up ${uptime}`),
    offline: (why: string) => void seen.push(why),
  });
  return {
    seen,
    sources,
    tell(event: string, data?: unknown) {
      const message = event === "error"
        ? new Event("error")
        : new MessageEvent(event, { data: JSON.stringify(data) });
      sources.at(-1)!.dispatchEvent(message);
    },
    pass(ms: number) {
      nowMs += ms;
      for (const timer of [...waiting]) {
        if (timer.atMs > nowMs) continue;
        waiting.delete(timer);
        timer.run();
      }
    },
  };
}

const state = { ...sampleSnapshot(), uptime: 7 };

Deno.test("a state is shown, and a beat moves its clock", () => {
  const { seen, tell } = world();
  tell("state", state);
  tell("beat", { uptime: 9, nowMs: 1 });
  deepEqual(seen, ["up 7", "up 9"]);
});

Deno.test("a beat without a state shows nothing", () => {
  const { seen, tell } = world();
  tell("beat", { uptime: 9, nowMs: 1 });
  deepEqual(seen, []);
});

Deno.test("a closed connection is told at once and tried again", () => {
  const { seen, tell, pass, sources } = world();
  tell("state", state);
  tell("error");
  deepEqual(seen, ["up 7", "closed", "Nothing answers"]);
  equal(sources.length, 1);
  pass(RETRY_MS);
  equal(sources.length, 2);
  tell("beat", { uptime: 9, nowMs: 1 });
  tell("state", state);
  deepEqual(seen.slice(3), ["up 7"]);
});

Deno.test("silence is told after five seconds, and a beat is no silence", () => {
  const { seen, tell, pass } = world();
  tell("state", state);
  pass(SILENCE_MS - 1);
  tell("beat", { uptime: 11, nowMs: 1 });
  pass(SILENCE_MS - 1);
  deepEqual(seen, ["up 7", "up 11"]);
  pass(1);
  deepEqual(seen.slice(2), ["closed", "It has said nothing for 5 seconds"]);
});

Deno.test("a server that never says anything is offline, too", () => {
  const { seen, pass, sources } = world();
  pass(SILENCE_MS);
  deepEqual(seen, ["closed", "It has said nothing for 5 seconds"]);
  pass(RETRY_MS);
  equal(sources.length, 2);
});
