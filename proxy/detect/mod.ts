/**
 * Finds secrets in text: rules as data, one pass, no going back.
 *
 * @module
 */
export { RuleError } from "./errors.ts";
export { type KnownValue, whyNotKnown } from "./known_values.ts";
export type { Random, Rule } from "./rule.ts";
export {
  createScanner,
  type Explanation,
  type Scanner,
  type ScannerOptions,
} from "./scanner.ts";
