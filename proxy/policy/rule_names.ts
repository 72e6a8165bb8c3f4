import { BUILT_IN, RULES } from "../detect/mod.ts";

/** TYPEs that code of its own gives, so that they can be named in a policy. */
const OTHER_TYPES = [
  "API_KEY",
  "AUTH",
  "BASIC_AUTH",
  "BEARER_TOKEN",
  "COOKIE",
  "CREDENTIAL",
  "KNOWN_VALUE",
  "PASSWORD",
  "PGP_PRIVATE_KEY",
  "PRIVATE_KEY",
  "SECRET",
  "SECRET_KEY",
  "SESSION",
  "SIGNATURE",
  "SSH_PRIVATE_KEY",
  "TOKEN",
  "URL_PASSWORD",
];

/** Ids and TYPEs by which rules that come with the product can be named. */
export const RULE_NAMES: readonly string[] = [
  ...new Set([
    ...RULES.flatMap(({ id, type }) => [id, type]),
    ...BUILT_IN,
    ...OTHER_TYPES,
  ]),
];
