import { deepEqual, equal } from "node:assert/strict";
import { parseConfig } from "../../ops/config.ts";
import { authorityOf, happened, needsWorker } from "../../ops/relief.ts";
import { settingsOf } from "../../ops/settings_of.ts";
import type { Situation } from "../../ops/situation.ts";

function situation(text: string): Situation {
  const config = parseConfig(text, {
    file: "c",
    defaultHosts: [],
    providers: ["openai"],
  });
  const source = { upstreamCas: {}, roots: ["PEM"], corporateProxy: null };
  return {
    config,
    settings: settingsOf({ ...source, config, configFile: "c" }),
    protectedHosts: config.hosts.map(({ name }) => name),
    warnings: [],
    aws: { files: [], read: () => Promise.resolve(null) },
    files: [],
  };
}

for (
  const [text, wanted] of [
    ["killswitch = true", false],
    ["drain_timeout_seconds = 3", false],
    ['log_level = "debug"', false],
    ["idle_timeout_seconds = 3", true],
    ["killswitch_cut_streams = true", true],
    ['[[host]]\nname = "a.example"', true],
    ['[[host]]\nname = "a.example"\npolicy = "tunnel"', true],
  ] as const
) {
  const needs = wanted ? "takes another worker" : "takes none";
  Deno.test(`a change to ${JSON.stringify(text)} ${needs}`, () => {
    equal(needsWorker(situation(""), situation(text)), wanted);
  });
}

Deno.test("a configuration that is read again as it was takes no other worker", () => {
  equal(needsWorker(situation(""), situation("")), false);
});

Deno.test("the CA has to be for the protected hosts, and to stand beside the roots", () => {
  deepEqual(authorityOf(situation('[[host]]\nname = "a.example"')), {
    hosts: ["a.example"],
    roots: ["PEM"],
  });
});

Deno.test("what a relieved worker holds does not count, what happens in it does", () => {
  equal(happened({ fact: "vault", secrets: 1, units: 1 }), false);
  equal(happened({ fact: "cache", hits: 1, misses: 1 }), false);
  equal(happened({ fact: "denied", host: "a.example" }), true);
});
