import { createHash } from "node:crypto";
import type { Hash } from "../../audit/mod.ts";
import type { Finding, Scan, Whereabouts } from "../redact/finding.ts";
import { armourTriggers } from "./armour.ts";
import { assignmentTriggers } from "./assignment_triggers.ts";
import { type Automaton, buildAutomaton } from "./automaton.ts";
import { commandTriggers } from "./command_triggers.ts";
import { compileRule } from "./compiled_rule.ts";
import { cookieTrigger } from "./cookie_trigger.ts";
import { encodedTriggers } from "./encoded/encoded_triggers.ts";
import { findEncoded } from "./encoded/find_encoded.ts";
import { type Candidate, mergeCandidates } from "./merge.ts";
import { findNearby, wordTriggers } from "./nearby.ts";
import { cutOut, placeholderTrigger } from "./placeholder_trigger.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/catalogue.ts";
import { openScene, type Scene, type Trigger } from "./scene.ts";
import { schemeTriggers } from "./scheme_triggers.ts";
import { tokenTriggers } from "./token_triggers.ts";
import { userinfoTrigger } from "./userinfo_trigger.ts";

/** What a scanner looks for. */
export interface ScannerOptions {
  /** The rules in force; those that come with the product if not said. */
  readonly rules?: readonly Rule[];
  /** Ids of rules that are switched off. */
  readonly disabled?: readonly string[];
}

/** Finds secrets in texts, by fixed rules. */
export interface Scanner {
  readonly scan: Scan;
  /** The findings with the rule that made each; never the secret. */
  readonly explain: (text: string, at?: Whereabouts) => readonly Explanation[];
  /** Number of rules in force. */
  readonly patterns: number;
  /** SHA-256 of the rules and options in canonical form. */
  readonly hash: Hash;
}

/** Why something is a finding. */
export interface Explanation extends Finding {
  readonly rule: string;
}

/** Makes a scanner; throws `RuleError` if a rule cannot be used. */
export function createScanner(options: ScannerOptions = {}): Scanner {
  const { rules = RULES, disabled = [] } = options;
  const active = rules.filter((rule) => !disabled.includes(rule.id));
  const search = prepare(active);
  const explain = (text: string, at: Whereabouts = {}) =>
    search(text, at).map(({ start, end, type, rule }) => ({
      start,
      end,
      type,
      rule,
    }));
  return {
    scan: (text, at = {}) =>
      search(text, at).map(({ start, end, type }) => ({ start, end, type })),
    explain,
    patterns: active.length,
    hash: hashOf(active),
  };
}

type Search = (text: string, at: Whereabouts) => readonly Candidate[];

function prepare(rules: readonly Rule[]): Search {
  const compiled = rules.map(compileRule);
  const byLiteral = compiled.filter(({ anchors }) => anchors.length > 0);
  const byWord = compiled.filter(({ rule }) => rule.words !== undefined);
  const watch = gather([
    placeholderTrigger,
    ...armourTriggers,
    ...assignmentTriggers(),
    ...commandTriggers(),
    ...schemeTriggers,
    ...encodedTriggers,
    cookieTrigger,
    userinfoTrigger,
    ...tokenTriggers(byLiteral),
    ...wordTriggers(byWord),
  ]);
  const look = (scene: Scene): readonly Candidate[] => {
    watch(scene);
    findNearby(scene, byWord);
    findEncoded(scene, (text, depth) => look(openScene(text, { depth })));
    return mergeCandidates(cutOut(scene.candidates, scene.placeholders));
  };
  return (text, at) => look(openScene(text, { at }));
}

/** Makes one pass out of all triggers. */
function gather(triggers: readonly Trigger[]): (scene: Scene) => void {
  const byLiteral = Map.groupBy(triggers, ({ literal }) => literal);
  const literals = [...byLiteral.keys()];
  const groups = [...byLiteral.values()];
  const automaton = buildAutomaton(literals);
  return (scene) =>
    pass(automaton, scene.text, (word, end) => {
      const start = end - literals[word]!.length;
      for (const trigger of groups[word]!) trigger.fire(scene, start, end);
    });
}

/** Tells of every word that ends in the text, in order of its end. */
function pass(
  { columns, next, firstHit, hitStart, words, shift }: Automaton,
  text: string,
  tell: (word: number, end: number) => void,
): void {
  let state = 0;
  for (let i = 0; i < text.length; i++) {
    state = next[state + columns[text.charCodeAt(i)]!]!;
    if (state < firstHit) continue;
    const hit = (state - firstHit) >> shift;
    for (let k = hitStart[hit]!; k < hitStart[hit + 1]!; k++) {
      tell(words[k]!, i + 1);
    }
  }
}

function hashOf(rules: readonly Rule[]): Hash {
  const canonical = rules.map((rule) =>
    JSON.stringify(rule, Object.keys(rule).sort())
  );
  return createHash("sha256").update(canonical.join("\n")).digest("hex");
}
