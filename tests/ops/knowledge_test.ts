import { deepEqual, equal } from "node:assert/strict";
import { Knowledge } from "../../ops/knowledge.ts";

Deno.test("what is recorded is counted, and vital signs stand beside it", () => {
  const knowledge = new Knowledge(5);
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
  const knowledge = new Knowledge(0);
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
  const knowledge = new Knowledge(0);
  const before = knowledge.vitals;
  knowledge.see([{ fact: "denied", host: "a" }, { fact: "fault", why: "x" }]);
  equal(knowledge.vitals, before);
});
