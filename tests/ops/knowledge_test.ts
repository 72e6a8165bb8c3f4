import { deepEqual, equal } from "node:assert/strict";
import { Knowledge } from "../../ops/knowledge.ts";

Deno.test("whatever is known anew is told", () => {
  const knowledge = new Knowledge(() => 1000);
  let told = 0;
  knowledge.tell(() => void told++);
  knowledge.note({ keysUp: true });
  equal(told, 1);
  knowledge.see([{ fact: "opened", records: 3 }]);
  equal(told, 2);
  knowledge.learn([{
    seq: 3,
    ms: 1,
    entry: { type: "killswitch", state: "armed", source: "http" },
  }]);
  equal(told, 3);
  equal(knowledge.state.log.records, 4);
});

Deno.test("facts are known by when they were seen, hosts by their last answer", () => {
  const knowledge = new Knowledge(() => 70_000);
  knowledge.see([
    { fact: "appended", afterMs: 2 },
    { fact: "upstream", host: "api.example.com", reachable: true },
    { fact: "upstream", host: "api.example.com", reachable: false },
  ]);
  const { window, reachable } = knowledge.state;
  deepEqual(window.map(({ startMs }) => startMs), [70_000]);
  deepEqual(reachable, { "api.example.com": false });
  equal(knowledge.vitals.startedMs, 70_000);
});

Deno.test("armed switches are those in force, before they are on record", () => {
  const knowledge = new Knowledge(() => 0);
  knowledge.note({ armed: ["sigusr1"] });
  deepEqual(knowledge.state.killswitch, ["sigusr1"]);
});

Deno.test("what is recorded is counted, and vital signs stand beside it", () => {
  const knowledge = new Knowledge(() => 5);
  knowledge.note({ policy: "aa", patterns: 7, armed: ["config"] });
  knowledge.learn([{
    seq: 3,
    ms: 9,
    entry: {
      type: "block",
      request: "r",
      session: "s",
      host: "h",
      reason: "host",
    },
  }]);
  const { blocked, lastSeq, policy, patterns, killswitch } = knowledge.state;
  deepEqual(
    [blocked, lastSeq, policy, patterns, killswitch],
    [1, 3, "aa", 7, ["config"]],
  );
  equal(knowledge.vitals.startedMs, 5);
});

Deno.test("whether hosts answer is remembered, the latest word of each, for so many", () => {
  const knowledge = new Knowledge(() => 0);
  const tell = (host: string, reachable: boolean) =>
    knowledge.see([{ fact: "upstream", host, reachable }]);
  tell("a", true);
  tell("b", true);
  tell("a", false);
  const known = () => Object.entries(knowledge.vitals.reachable);
  deepEqual(known(), [["b", true], ["a", false]]);
  for (let i = 0; i < 1_000; i++) tell(`host-${i}`, true);
  equal(known().length, 256);
  deepEqual(known().at(-1), ["host-999", true]);
});

Deno.test("facts that nobody asked for change nothing", () => {
  const knowledge = new Knowledge(() => 0);
  const before = knowledge.vitals;
  knowledge.see([{ fact: "denied", host: "a" }, { fact: "fault", why: "x" }]);
  equal(knowledge.vitals, before);
});
