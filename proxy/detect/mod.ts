/**
 * Finds secrets in text: rules as data, one pass, no going back.
 *
 * @module
 */
export { RuleError } from "./errors.ts";
export { BUILT_IN } from "./built_in.ts";
export { type KnownValue, whyNotKnown } from "./known_values.ts";
export type { Random, Rule } from "./rule.ts";
export { RULES } from "./rules/catalogue.ts";
export type { Trigger } from "./scene.ts";
export {
  createScanner,
  type Explanation,
  type Scanner,
  type ScannerOptions,
} from "./scanner.ts";
export {
  meaningOf as secretMeaning,
  type NameMeaning,
} from "./secret_names.ts";
