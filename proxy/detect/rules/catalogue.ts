import type { Rule } from "../rule.ts";
import { ai } from "./ai.ts";

/** Every rule that comes with the product. */
export const RULES: readonly Rule[] = [...ai];
