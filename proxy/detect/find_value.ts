import {
  matchEnd,
  type Operator,
  operatorAt,
  skipBlanks,
  skipClosers,
  skipDressing,
} from "./glue.ts";
import { findPairedValue } from "./paired_value.ts";
import { readValue } from "./read_value.ts";
import { findSpacedValue } from "./spaced_value.ts";
import type { NamePlace, Source, Value } from "./value.ts";

/** The value that the text gives to a name; `undefined` if it gives none. */
export function findValue(source: Source, name: NamePlace): Value | undefined {
  const { text } = source;
  const closed = skipClosers(text, name.end);
  const at = skipBlanks(text, closed);
  const paired = findPairedValue(source, closed);
  if (paired !== undefined) return paired;
  const operator = operatorAt(text, at);
  if (operator === undefined) return findSpacedValue(source, name, at);
  const isCall = operator.link === "list" && opensCall(text, name.start);
  return afterOperator(
    source,
    name,
    isCall ? { ...operator, link: "call" } : operator,
  );
}

/** `("name"`: the name is the first argument of a call. */
function opensCall(text: string, nameStart: number): boolean {
  return /[([][ \t]?(?:\\?["'`][\w.-]{0,20})?$/.test(
    text.slice(Math.max(0, nameStart - 26), nameStart),
  );
}

/** A type between a colon and the equals sign that brings the value. */
const TYPE_NAME =
  /[ \t]*[A-Za-z&_*?!][A-Za-z0-9_&'*<>[\]|., ?!:]{0,40}?[ \t]+=(?=[ \t])/y;

function afterOperator(
  source: Source,
  name: NamePlace,
  operator: Operator,
): Value | undefined {
  const { text } = source;
  const isColon = text.charCodeAt(operator.end - 1) === 58;
  const typed = isColon
    ? matchEnd(TYPE_NAME, text, operator.end)
    : operator.end;
  return readValue(source, skipDressing(text, typed), {
    name,
    link: operator.link,
  });
}

/** What a program takes when the place it looks in first is empty. */
const FALLBACK =
  /[^\n"'`;]{0,90}?(?:["'][\w.-]{1,60}["'][\])]{0,2}[^\n"'`;]{0,20}?)?(?:\|\||\?\?|\bor\b|,|:-|\?:|\belse\b)[ \t]{0,3}(?=["'`])/y;

/** The value that a program uses when what it reads first is not there. */
export function findFallback(
  source: Source,
  name: NamePlace,
): Value | undefined {
  const { text } = source;
  const at = skipBlanks(text, skipClosers(text, name.end));
  const operator = operatorAt(text, at);
  if (operator?.link !== "assign") return undefined;
  if (!/[A-Za-z$(]/.test(text.charAt(skipBlanks(text, operator.end)))) {
    return undefined;
  }
  const start = matchEnd(FALLBACK, text, operator.end);
  if (start === operator.end) return undefined;
  return readValue(source, start, { name, link: "assign" });
}
