import type { Finding, Scan, Whereabouts } from "../redact/finding.ts";
import { armourTriggers } from "./armour.ts";
import { assignmentTriggers } from "./assignment_triggers.ts";
import { AsciiReader } from "./ascii.ts";
import { commandTriggers } from "./command_triggers.ts";
import { compileRule } from "./compiled_rule.ts";
import { cookieTrigger } from "./cookie_trigger.ts";
import { copyTrigger } from "./copy_trigger.ts";
import { encodedTriggers } from "./encoded/encoded_triggers.ts";
import { findEncoded } from "./encoded/find_encoded.ts";
import { base64Runs } from "./encoded/runs.ts";
import { insertTrigger } from "./insert_trigger.ts";
import { type KnownValue, knownValueTriggers } from "./known_values.ts";
import { type Candidate, mergeCandidates } from "./merge.ts";
import { judgeLeaf, withName } from "./named_leaf.ts";
import { findNearby, wordTriggers } from "./nearby.ts";
import { cutOut, placeholderTrigger } from "./placeholder_trigger.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/catalogue.ts";
import { gather } from "./pass.ts";
import { openScene, type Scene } from "./scene.ts";
import { schemeTriggers } from "./scheme_triggers.ts";
import { seedPhraseTriggers } from "./seed_phrase_trigger.ts";
import { tokenTriggers } from "./token_triggers.ts";
import { dataSourceTriggers, userinfoTrigger } from "./userinfo_trigger.ts";

/** What a scanner looks for. */
export interface ScannerOptions {
  /** The rules in force; those that come with the product if not said. */
  readonly rules?: readonly Rule[];
  /** Ids or TYPEs of rules that are switched off, those without a table too. */
  readonly disabled?: readonly string[];
  /** Values to be found wherever they stand. */
  readonly knownValues?: readonly KnownValue[];
}

/** Finds secrets in texts, by fixed rules. */
export interface Scanner {
  readonly scan: Scan;
  /** The findings with the rule that made each; never the secret. */
  readonly explain: (text: string, at?: Whereabouts) => readonly Explanation[];
  /** Number of rules in force. */
  readonly patterns: number;
  /** Those rules. */
  readonly rules: readonly Rule[];
}

/** Why something is a finding. */
export interface Explanation extends Finding {
  readonly rule: string;
}

/** Makes a scanner; throws `RuleError` if a rule cannot be used. */
export function createScanner(options: ScannerOptions = {}): Scanner {
  const { rules = RULES, disabled = [], knownValues = [] } = options;
  const off = new Set(disabled);
  const active = rules.filter(({ id, type }) => !off.has(id) && !off.has(type));
  const search = prepare(active, { off, knownValues });
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
    rules: active,
  };
}

type Search = (text: string, at: Whereabouts) => readonly Candidate[];

function prepare(
  rules: readonly Rule[],
  { off, knownValues }: {
    readonly off: ReadonlySet<string>;
    readonly knownValues: readonly KnownValue[];
  },
): Search {
  const compiled = rules.map(compileRule);
  const byLiteral = compiled.filter(({ anchors }) => anchors.length > 0);
  const byWord = compiled.filter(({ rule }) => rule.words !== undefined);
  const watch = gather([
    placeholderTrigger,
    ...armourTriggers,
    ...assignmentTriggers(),
    ...commandTriggers(),
    ...schemeTriggers,
    ...seedPhraseTriggers(),
    ...encodedTriggers,
    ...knownValueTriggers(knownValues),
    cookieTrigger,
    copyTrigger,
    insertTrigger,
    userinfoTrigger,
    ...dataSourceTriggers,
    ...tokenTriggers(byLiteral),
    ...wordTriggers(byWord),
  ]);
  const isWanted = ({ rule, type }: Candidate) =>
    !off.has(rule) && !off.has(type);
  const reader = new AsciiReader();
  const look = (scene: Scene): readonly Candidate[] => {
    const bytes = reader.read(scene.text);
    watch(scene, bytes);
    const runs = base64Runs(scene.text, bytes);
    findNearby(scene, byWord);
    findEncoded(scene, {
      runs,
      scan: (text, depth) => look(openScene(text, depth)),
    });
    const wanted = off.size === 0
      ? scene.candidates
      : scene.candidates.filter(isWanted);
    return mergeCandidates(cutOut(wanted, scene.placeholders));
  };
  return (text, at) => {
    const named = withName(text, at);
    const found = shiftBack(look(openScene(named.text)), {
      shift: named.shift,
      length: text.length,
    });
    const leaf = judgeLeaf(text, at);
    return leaf && isWanted(leaf) ? mergeCandidates([...found, leaf]) : found;
  };
}

/** Places in a text from places in one that has something before and after. */
function shiftBack(
  found: readonly Candidate[],
  { shift, length }: { readonly shift: number; readonly length: number },
): readonly Candidate[] {
  if (shift === 0) return found;
  return found.map((candidate) => ({
    ...candidate,
    start: Math.max(0, candidate.start - shift),
    end: Math.min(length, candidate.end - shift),
  })).filter(({ start, end }) => start < end);
}
