import { deepEqual, equal, rejects } from "node:assert/strict";
import fc from "fast-check";
import type { Commit } from "../../audit/batch.ts";
import { cleanName } from "../../audit/clean_entry.ts";
import type { Append, Entry, EvidenceEntry } from "../../audit/entry.ts";
import { SessionCounts } from "../../audit/manifest.ts";
import { SessionRecorder } from "../../audit/session_recorder.ts";

const commitOf = (entry: Entry | EvidenceEntry, seq: number): Commit => ({
  records: [{ entry, seq, ms: 0, line: new Uint8Array() }],
  before: { size: seq, nodes: [] },
  head: "",
});

const entry = (session: string, request: string): Entry => ({
  type: "block",
  reason: "body",
  session,
  request,
  host: "h",
});

/** A log whose commits finish when they are let go, in order. */
function slowLog() {
  const log: Entry[] = [];
  const waiting: (() => void)[] = [];
  const append: Append = (entry) =>
    new Promise((resolve) => {
      const seq = log.push(entry) - 1;
      waiting.push(() => {
        recorder.onCommit(commitOf(entry, seq));
        resolve({ seq, ms: 0 });
      });
    });
  const recorder = new SessionRecorder(append);
  const turn = () => new Promise<void>((done) => queueMicrotask(done));
  async function letGo(): Promise<void> {
    for (let idle = 0; idle < 20;) {
      const next = waiting.shift();
      next ? next() : idle++;
      await turn();
    }
  }
  return { log, recorder, letGo };
}

Deno.test("a manifest waits for records under way, and later records wait for it", async () => {
  const { log, recorder, letGo } = slowLog();
  const first = recorder.append(entry("s", "r1"));
  const end = recorder.end("s");
  const second = recorder.append(entry("s", "r2"));
  equal(log.length, 1);
  await letGo();
  await Promise.all([first, end, second]);
  deepEqual(log.map(({ type }) => type), ["block", "session", "block"]);
  deepEqual(recorder.open, ["s"]);
});

Deno.test("other sessions do not wait", async () => {
  const { log, recorder, letGo } = slowLog();
  const all = [
    recorder.append(entry("a", "r1")),
    recorder.end("a"),
    recorder.append(entry("b", "r2")),
    recorder.append({ type: "killswitch", state: "armed", source: "http" }),
  ];
  deepEqual(log.map(({ type }) => type), ["block", "block", "killswitch"]);
  await letGo();
  await Promise.all(all);
  equal(log.at(-1)?.type, "session");
});

Deno.test("a session without records ends without a manifest", async () => {
  const { log, recorder } = slowLog();
  equal(await recorder.end("s"), undefined);
  deepEqual(log, []);
});

Deno.test("a session that ends twice at once has one manifest", async () => {
  const { log, recorder, letGo } = slowLog();
  const all = [
    recorder.append(entry("s", "r")),
    recorder.end("s"),
    recorder.end("s"),
  ];
  await letGo();
  await Promise.all(all);
  equal(log.filter(({ type }) => type === "session").length, 1);
});

Deno.test("a failed append is not counted, and holds up nothing", async () => {
  let fail = true;
  const recorder: SessionRecorder = new SessionRecorder((entry) => {
    if (fail) return Promise.reject(new Error("full"));
    recorder.onCommit(commitOf(entry, 0));
    return Promise.resolve({ seq: 0, ms: 0 });
  });
  await rejects(recorder.append(entry("s", "r")), /full/);
  deepEqual(recorder.open, []);
  equal(await recorder.end("s"), undefined);
  fail = false;
  await recorder.append(entry("s", "r"));
  fail = true;
  await rejects(recorder.end("s"), /full/);
  fail = false;
  equal((await recorder.end("s"))?.seq, 0);
});

Deno.test("whatever happens at once, the log's own fold agrees with each manifest", async () => {
  const step = fc.record({
    session: fc.constantFrom("a", "b"),
    ends: fc.boolean(),
    pause: fc.boolean(),
  });
  await fc.assert(fc.asyncProperty(fc.array(step), async (steps) => {
    const { log, recorder, letGo } = slowLog();
    const all: Promise<unknown>[] = [];
    for (const [i, { session, ends, pause }] of steps.entries()) {
      all.push(
        ends ? recorder.end(session) : recorder.append(entry(session, `r${i}`)),
      );
      if (pause) await letGo();
    }
    await letGo();
    await Promise.all(all);
    const counts = new SessionCounts();
    log.forEach((written, seq) => {
      if (written.type === "session") {
        deepEqual(written, counts.manifest(written.session));
      }
      counts.add(seq, written);
    });
  }));
});

Deno.test("a session is known by the name that the log gives it", async () => {
  const { log, recorder, letGo } = slowLog();
  const name = "späte Sitzung";
  const clean = cleanName(name);
  const all = [
    recorder.append({ ...entry(name, "r"), session: name } as Entry),
    letGo(),
  ];
  await Promise.all(all);
  recorder.onCommit(commitOf(entry(clean, "r2"), 1));
  deepEqual(recorder.open.includes(clean), true);
  const end = recorder.end(name);
  await letGo();
  await end;
  equal(log.at(-1)?.type, "session");
});
