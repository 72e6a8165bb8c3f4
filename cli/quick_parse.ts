import type { AnyVerb } from "./verb.ts";

/**
 * The values of a verb's options, from words that leave no room for doubt:
 * `--name`, `--name VALUE` and `--name=VALUE`.
 *
 * @returns `undefined` for everything else, e.g. what is misspelt or asks for
 * help: that is for the whole parser, which explains.
 */
export function quickParse(
  { options, arguments: positional }: Pick<AnyVerb, "options" | "arguments">,
  words: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (Object.keys(positional).length > 0) return undefined;
  const values = Object.fromEntries(
    Object.entries(options).map(([name, { absent }]) => [name, absent]),
  );
  const rest = [...words];
  while (rest.length > 0) {
    const [, name = "", joined] =
      /^--([a-z]+)(?:=(.*))?$/s.exec(rest.shift()!) ?? [];
    if (!Object.hasOwn(options, name)) return undefined;
    const option = options[name]!;
    const isFlag = option.metavar === undefined;
    if (isFlag && joined !== undefined) return undefined;
    const given = isFlag ? "" : joined ?? rest.shift();
    if (given === undefined || given.startsWith("-")) return undefined;
    try {
      values[name] = option.parse(given, values[name]);
    } catch {
      return undefined;
    }
  }
  return values;
}
