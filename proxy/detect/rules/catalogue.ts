import type { Rule } from "../rule.ts";
import { ai } from "./ai.ts";
import { cloud } from "./cloud.ts";
import { codeHosting } from "./code_hosting.ts";
import { data } from "./data.ts";
import { identity } from "./identity.ts";
import { keys } from "./keys.ts";
import { messaging } from "./messaging.ts";
import { payment } from "./payment.ts";
import { productivity } from "./productivity.ts";

/** Every rule that comes with the product. */
export const RULES: readonly Rule[] = [
  ...ai,
  ...cloud,
  ...codeHosting,
  ...data,
  ...identity,
  ...keys,
  ...messaging,
  ...payment,
  ...productivity,
];
