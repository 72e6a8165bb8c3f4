import { createHash } from "node:crypto";
import { createScanner, RULES, type Scanner } from "../detect/mod.ts";
import type { Finding, Scan } from "../redact/finding.ts";
import type { Policy } from "../redact/policy.ts";
import type { Shape } from "../redact/placeholder.ts";
import { rememberScan } from "../redact/remember_scan.ts";
import { Witness } from "../redact/witness.ts";
import { hintNote } from "../hint/note.ts";
import { valueHash } from "./value_hash.ts";
import { isAllowedHost, isAllowedUrl } from "./allowed_place.ts";
import { indistinct } from "./distinctive.ts";
import { policyText } from "./policy_text.ts";
import type {
  Action,
  Allowed,
  KnownValue,
  PlaceholderShapes,
  PolicyData,
} from "./policy_data.ts";
import { shapeOf } from "./shape_of.ts";

/** What a policy in force is made of. */
export interface PolicySource {
  readonly data: PolicyData;
  /** Secrets because of where they are kept; none is part of the hash. */
  readonly known: readonly KnownValue[];
}

/** A policy in force, and how its findings came about. */
export interface CompiledPolicy extends Policy {
  readonly data: PolicyData;
  /** All that `hash` is of, for those who come to check. Never a secret. */
  readonly text: string;
  readonly isAllowed: (value: string) => boolean;
  /** The findings with the rule that made each, nothing let through. */
  readonly explain: Scanner["explain"];
}

/**
 * Makes a policy ready for use, its memory of texts empty.
 *
 * @param looked Told of each text that is looked up there, whether it is known.
 */
export function compilePolicy(
  { data, known }: PolicySource,
  looked: (isKnown: boolean) => void = () => {},
): CompiledPolicy {
  const scanner = createScanner({
    rules: [...RULES, ...data.rules],
    disabled: data.off,
    knownValues: known.filter(({ value }) => indistinct(value) === undefined),
  });
  const isAllowed = allowedValues(data.allow);
  const { hosts, paths } = data.allow;
  const text = policyText(data, scanner.rules);
  return {
    data,
    patterns: scanner.patterns,
    hash: createHash("sha256").update(text).digest("hex"),
    text,
    scan: rememberScan(judged(scanner, { data, isAllowed }), { looked }),
    isAllowed,
    explain: scanner.explain,
    shadow: data.shadow,
    witness: new Witness(known.filter((one) => isReplaced(one, data))),
    spares: ({ host, pathname }) =>
      isAllowedHost(hosts, host) || isAllowedUrl(paths, pathname),
    restore: data.restore,
    ...data.hint && { hint: hintNote(shapesOf(data.placeholder)) },
    ...shapesOf(data.placeholder).includes("value") &&
      {
        shapeOf: (type: string, host: string) =>
          shapeOf(type, { host, shapes: data.placeholder }),
      },
    leaves: paths.filter((path) => !path.startsWith("/")),
  };
}

function judged(
  { explain }: Scanner,
  { data, isAllowed }: {
    readonly data: PolicyData;
    readonly isAllowed: (value: string) => boolean;
  },
): Scan {
  const { actions, action: usual, allow } = data;
  const rules = new Set(allow.rules);
  return (text, at) => {
    const findings: Finding[] = [];
    for (const { rule, type, start, end } of explain(text, at)) {
      if (rules.has(rule) || rules.has(type)) continue;
      if (isAllowed(text.slice(start, end))) continue;
      const action = own(actions, rule) ?? own(actions, type) ?? usual;
      const found = { start, end, type, rule };
      findings.push(action === "redact" ? found : { ...found, action });
    }
    return findings;
  };
}

/** Shapes that placeholders may have: a tag is one wherever a word adjoins. */
function shapesOf(
  { shape, types, hosts }: PlaceholderShapes,
): readonly Shape[] {
  const all = [shape, ...Object.values(types), ...Object.values(hosts)];
  return all.includes("value") ? ["tag", "value"] : ["tag"];
}

/** Whether the policy has a known value replaced wherever it stands. */
function isReplaced({ type }: KnownValue, data: PolicyData): boolean {
  const { off, allow, actions, action } = data;
  const names = ["known-value", type];
  const isOff = names.some((name) =>
    off.includes(name) || allow.rules.includes(name)
  );
  const wanted = own(actions, names[0]!) ?? own(actions, type) ?? action;
  return !isOff && wanted !== "warn";
}

function own(
  actions: Readonly<Record<string, Action>>,
  name: string,
): Action | undefined {
  return Object.hasOwn(actions, name) ? actions[name] : undefined;
}

function allowedValues({ sha256 }: Allowed): (value: string) => boolean {
  if (sha256.length === 0) return () => false;
  const whole = new Set(sha256);
  const short = sha256.filter(({ length }) => length < 64);
  return (value) => {
    const hash = valueHash(value);
    return whole.has(hash) || short.some((start) => hash.startsWith(start));
  };
}
