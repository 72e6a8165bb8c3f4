import type { Random, Rule } from "../../proxy/detect/rule.ts";
import { RULES } from "../../proxy/detect/rules/catalogue.ts";
import { createScanner } from "../../proxy/detect/mod.ts";
import { parseShape, type Step } from "../../proxy/detect/shape.ts";
import type { Span } from "../../proxy/redact/finding.ts";
import { sample } from "../../proxy/detect/sample.ts";

/** One kind of secret, and how to make one. */
export interface Kind {
  readonly id: string;
  /** Its name in words, lower case: `acme api key`. */
  readonly words: string;
  /** Can be told by its form, without any name. */
  readonly hasForm: boolean;
  readonly make: (random: Random) => string;
  /** Which part of it is the secret; all of it if not said. */
  readonly secretIn?: (made: string) => Span | undefined;
}

const OTHER_VENDORS = [
  "acme",
  "globex",
  "initech",
  "umbrella",
  "hooli",
  "stark",
];

/** Names of secrets of no known vendor, and what people give them. */
const GENERIC: readonly (readonly [words: string, shape: string])[] = [
  ["db password", "[A-Z][a-z]{5}[0-9]{2}[!@#$%&*][a-z]{3}"],
  ["database password", "[A-Za-z0-9]{16}"],
  ["admin password", "[A-Z][a-z]{7}[0-9]{4}[!?]"],
  ["smtp password", "[a-z]{4}[0-9]{3}[A-Z]{3}"],
  ["root password", "[A-Za-z0-9!@#%^*_+=-]{14}"],
  ["redis password", "[A-Za-z0-9]{32}"],
  ["password", "[a-z]{6}[0-9]{3}[!@#]"],
  ["passphrase", "[A-Za-z0-9]{20}"],
  ["secret key", "[A-Za-z0-9+/]{43}="],
  ["jwt secret", "[A-Za-z0-9_-]{43}"],
  ["client secret", "[A-Za-z0-9~._-]{34,40}"],
  ["webhook secret", "[0-9a-f]{40}"],
  ["encryption key", "[0-9a-f]{64}"],
  ["signing key", "[A-Za-z0-9]{48}"],
  ["api key", "[A-Za-z0-9]{32}"],
  ["api token", "[0-9a-f]{32}"],
  ["access token", "[A-Za-z0-9_-]{40}"],
  ["auth token", "[0-9a-f]{64}"],
  ["refresh token", "[A-Za-z0-9_-]{80}"],
  ["private token", "[A-Za-z0-9]{20}"],
  ["session secret", "[a-z0-9]{32}"],
  [
    "service api key",
    "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
  ],
];

function fromRule(rule: Rule): Kind {
  return {
    id: rule.id,
    words: rule.type.toLowerCase().replaceAll("_", " "),
    hasForm: rule.words === undefined,
    make: (random) => sample(rule.shape, random),
    ...hasSecretPart(parseShape(rule.shape).steps)
      ? { secretIn: finderOf(rule) }
      : {},
  };
}

function hasSecretPart(steps: readonly Step[]): boolean {
  return steps.some((step) =>
    step.kind === "group" &&
    (step.isSecret || step.choices.some(hasSecretPart))
  );
}

function finderOf(rule: Rule): NonNullable<Kind["secretIn"]> {
  const { explain } = createScanner({ rules: [rule] });
  const word = rule.words?.[0];
  const before = word ? `${word} key: ` : "";
  return (made) => {
    const found = explain(before + made).find((f) => f.rule === rule.id);
    return found && {
      start: found.start - before.length,
      end: found.end - before.length,
    };
  };
}

/** Every kind that a carrier can carry as one value. */
export const KINDS: readonly Kind[] = [
  ...RULES.filter((rule) => rule.example === undefined).map(fromRule),
  ...GENERIC.map(([words, shape]) => ({
    id: `generic-${words.replaceAll(" ", "-")}`,
    words,
    hasForm: false,
    make: (random: Random) => sample(shape, random),
  })),
  ...OTHER_VENDORS.flatMap((vendor) =>
    ["api key", "token", "secret", "key"].map((noun) => ({
      id: `other-${vendor}-${noun.replaceAll(" ", "-")}`,
      words: `${vendor} ${noun}`,
      hasForm: false,
      make: (random: Random) => sample("[A-Za-z0-9]{28,40}", random),
    }))
  ),
];
