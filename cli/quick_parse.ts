import { dashed } from "./dashed.ts";
import type { Option } from "./parameter.ts";
import type { AnyVerb } from "./verb.ts";

/**
 * The values of a verb's parameters, from words that leave no room for doubt:
 * the arguments that it must have, `--name`, `--name VALUE` and `--name=VALUE`.
 *
 * @returns `undefined` for everything else, e.g. what is misspelt or asks for
 * help: that is for the whole parser, which explains.
 */
export function quickParse(
  verb: Pick<AnyVerb, "options" | "arguments">,
  words: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  const given = Object.entries(verb.arguments);
  if (given.some(([, { takes }]) => takes !== "one")) return undefined;
  const missing = given.map(([name]) => name);
  const values = valuesBefore(verb);
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift()!;
    if (!word.startsWith("-")) {
      const name = missing.shift();
      if (name === undefined) return undefined;
      values[name] = word;
    } else if (!readOption(word, { options: verb.options, values, rest })) {
      return undefined;
    }
  }
  return missing.length === 0 ? values : undefined;
}

function valuesBefore(
  verb: Pick<AnyVerb, "options">,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(verb.options).map(([name, { absent }]) => [name, absent]),
  );
}

/** Reads one option, and its value from the words that follow; `false` if in doubt. */
function readOption(
  word: string,
  { options, values, rest }: {
    readonly options: AnyVerb["options"];
    readonly values: Record<string, unknown>;
    readonly rest: string[];
  },
): boolean {
  const [, typed, joined] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
  const found = Object.entries(options)
    .find(([name]) => dashed(name) === typed);
  if (!found || found[1].many) return false;
  const [name, option] = found;
  const given = valueOf(option, joined, rest);
  if (given === undefined) return false;
  try {
    values[name] = option.parse(given, values[name]);
    return true;
  } catch {
    return false;
  }
}

function valueOf(
  { metavar }: Option<unknown>,
  joined: string | undefined,
  rest: string[],
): string | undefined {
  if (metavar === undefined) return joined === undefined ? "" : undefined;
  const given = joined ?? rest.shift();
  return given?.startsWith("-") ? undefined : given;
}
