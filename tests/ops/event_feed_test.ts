import { deepEqual, equal, ok } from "node:assert/strict";
import { BEAT_MS, EventFeed, STATE_MS } from "../../ops/event_feed.ts";
import { snapshot } from "../../ops/snapshot.ts";
import { NOTHING_YET } from "../../ops/state.ts";

/** A feed in a world whose clock stands until it is told to go on. */
function world() {
  let nowMs = 1_000_000;
  let redactions = 0;
  const waiting = new Set<
    { readonly atMs: number; readonly run: () => void }
  >();
  const feed = new EventFeed({
    snapshot: () => snapshot({ ...NOTHING_YET, redactions }, nowMs),
    now: () => nowMs,
    after: (ms, run) => {
      const timer = { atMs: nowMs + ms, run };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
  });
  const pass = (ms: number) => {
    const endMs = nowMs + ms;
    while (true) {
      const [next] = [...waiting].sort((a, b) => a.atMs - b.atMs);
      if (!next || next.atMs > endMs) break;
      waiting.delete(next);
      nowMs = next.atMs;
      next.run();
    }
    nowMs = endMs;
  };
  const redact = () => {
    redactions++;
    feed.changed();
  };
  return { feed, pass, redact, waiting };
}

type Sent = { readonly event: string; readonly data: Record<string, unknown> };

/** What is there to be read, without waiting for more. */
function reader(response: Response) {
  const source = response.body!.getReader();
  const next = async (): Promise<Sent | "end"> => {
    const { done, value } = await source.read();
    if (done) return "end";
    const text = new TextDecoder().decode(value);
    const [, event, data] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(text)!;
    return { event: event!, data: JSON.parse(data!) };
  };
  return { next, cancel: () => source.cancel() };
}

const event = (sent: Sent | "end") => sent === "end" ? sent : sent.event;

Deno.test("who listens is told the whole state at once", async () => {
  const { feed } = world();
  const response = feed.open();
  equal(response.headers.get("content-type"), "text/event-stream");
  equal(response.headers.get("cache-control"), "no-store");
  const sent = await reader(response).next();
  ok(sent !== "end");
  deepEqual([sent.event, sent.data.redactions], ["state", 0]);
});

Deno.test("a change is told at once, and the next ones four times a second", async () => {
  const { feed, pass, redact } = world();
  const { next } = reader(feed.open());
  await next();
  redact();
  pass(0);
  const first = await next();
  ok(first !== "end");
  equal(first.data.redactions, 1);
  for (let i = 0; i < STATE_MS; i++) {
    redact();
    pass(1);
  }
  const second = await next();
  ok(second !== "end");
  deepEqual([second.event, second.data.redactions], ["state", STATE_MS + 1]);
});

Deno.test("calm is told from silence by a beat", async () => {
  const { feed, pass, redact } = world();
  const { next } = reader(feed.open());
  await next();
  redact();
  pass(0);
  await next();
  pass(BEAT_MS);
  const beat = await next();
  ok(beat !== "end");
  deepEqual([beat.event, Object.keys(beat.data)], ["beat", [
    "uptime",
    "nowMs",
  ]]);
});

Deno.test("five minutes move on while nothing happens", async () => {
  const { feed, pass } = world();
  const { next } = reader(feed.open());
  await next();
  const seen: string[] = [];
  for (let i = 0; i < 10; i++) {
    pass(BEAT_MS);
    seen.push(event(await next()));
  }
  equal(seen.filter((one) => one === "state").length, 3);
});

Deno.test("who reads slowly misses states, not the newest", async () => {
  const { feed, pass, redact } = world();
  const { next } = reader(feed.open());
  for (let i = 0; i < 100; i++) {
    redact();
    pass(STATE_MS);
  }
  const seen: unknown[] = [];
  for (let i = 0; i < 3; i++) {
    const sent = await next();
    ok(sent !== "end");
    seen.push(sent.data.redactions);
  }
  deepEqual(seen, [0, 1, 100]);
});

Deno.test("nothing runs while nobody listens", async () => {
  const { feed, redact, waiting } = world();
  redact();
  equal(waiting.size, 0);
  const { next, cancel } = reader(feed.open());
  await next();
  redact();
  equal(waiting.size, 2);
  await cancel();
  deepEqual([waiting.size, feed.listeners], [0, 0]);
});

Deno.test("when the feed ends, so does every answer", async () => {
  const { feed, waiting } = world();
  const readers = [reader(feed.open()), reader(feed.open())];
  for (const { next } of readers) await next();
  feed.close();
  deepEqual(await Promise.all(readers.map(({ next }) => next())), [
    "end",
    "end",
  ]);
  equal(waiting.size, 0);
  equal(feed.open().status, 503);
});

Deno.test("too many listeners are refused", () => {
  const { feed } = world();
  const statuses = Array.from({ length: 40 }, () => feed.open().status);
  equal(statuses.filter((status) => status === 200).length, 32);
  equal(statuses.at(-1), 503);
});
