import { createHash } from "node:crypto";
import type { Hash } from "../../audit/mod.ts";
import type { Finding, Scan, Whereabouts } from "../redact/finding.ts";
import { armourTriggers } from "./armour.ts";
import { assignmentTriggers } from "./assignment_triggers.ts";
import { AsciiReader } from "./ascii.ts";
import { commandTriggers } from "./command_triggers.ts";
import { compileRule } from "./compiled_rule.ts";
import { cookieTrigger } from "./cookie_trigger.ts";
import { encodedTriggers } from "./encoded/encoded_triggers.ts";
import { invisiblePlaces } from "./encoded/escape_views.ts";
import { findEncoded } from "./encoded/find_encoded.ts";
import { base64Runs } from "./encoded/runs.ts";
import { type Candidate, mergeCandidates } from "./merge.ts";
import { findNearby, wordTriggers } from "./nearby.ts";
import { cutOut, placeholderTrigger } from "./placeholder_trigger.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/catalogue.ts";
import { gather } from "./pass.ts";
import { openScene, type Scene, type Trigger } from "./scene.ts";
import { schemeTriggers } from "./scheme_triggers.ts";
import { tokenTriggers } from "./token_triggers.ts";
import { userinfoTrigger } from "./userinfo_trigger.ts";

/** What a scanner looks for. */
export interface ScannerOptions {
  /** The rules in force; those that come with the product if not said. */
  readonly rules?: readonly Rule[];
  /** Ids or TYPEs of rules that are switched off, those without a table too. */
  readonly disabled?: readonly string[];
  /** Triggers beside those of the rules. */
  readonly triggers?: readonly Trigger[];
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
  const { rules = RULES, disabled = [], triggers = [] } = options;
  const off = new Set(disabled);
  const active = rules.filter(({ id, type }) => !off.has(id) && !off.has(type));
  const search = prepare(active, { off, triggers });
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

function prepare(
  rules: readonly Rule[],
  { off, triggers }: {
    readonly off: ReadonlySet<string>;
    readonly triggers: readonly Trigger[];
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
    ...encodedTriggers,
    cookieTrigger,
    userinfoTrigger,
    ...tokenTriggers(byLiteral),
    ...wordTriggers(byWord),
    ...triggers,
  ]);
  const reader = new AsciiReader();
  const look = (scene: Scene): readonly Candidate[] => {
    const bytes = reader.read(scene.text);
    watch(scene, bytes);
    if (bytes === undefined) {
      scene.escapes.push(...invisiblePlaces(scene.text));
    }
    const runs = base64Runs(scene.text, bytes);
    findNearby(scene, byWord);
    findEncoded(scene, {
      runs,
      scan: (text, depth) => look(openScene(text, { depth })),
    });
    const wanted = off.size === 0 ? scene.candidates : scene.candidates
      .filter(({ rule, type }) => !off.has(rule) && !off.has(type));
    return mergeCandidates(cutOut(wanted, scene.placeholders));
  };
  return (text, at) => look(openScene(text, { at }));
}

function hashOf(rules: readonly Rule[]): Hash {
  const canonical = rules.map((rule) =>
    JSON.stringify(rule, Object.keys(rule).sort())
  );
  return createHash("sha256").update(canonical.join("\n")).digest("hex");
}
