import type { Rule } from "../rule.ts";

/** Private keys that are not in armour. */
export const keys: readonly Rule[] = [
  {
    id: "age-secret-key",
    type: "AGE_SECRET_KEY",
    shape: "(?i)AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}",
  },
];
