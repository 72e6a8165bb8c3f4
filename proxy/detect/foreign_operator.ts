import type { Operator } from "./operator.ts";

/** A colon as wide as a Chinese character, "is" before one, or an arrow. */
const BRINGS = /[是为為は]?[：＝]|[是为為は]:|[→⇒➜➔⟶]/y;

/** The operator beyond ASCII at a place; `undefined` if there is none. */
export function foreignOperator(
  text: string,
  at: number,
): Operator | undefined {
  BRINGS.lastIndex = at;
  const found = BRINGS.exec(text)?.[0];
  return found === undefined
    ? undefined
    : { end: at + found.length, link: "assign" };
}
