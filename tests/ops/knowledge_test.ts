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
