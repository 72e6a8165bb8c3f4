import type { AnyVerb } from "./verb.ts";

/**
 * Mentions an option once for each of its values: `FILE --seen A B` becomes
 * `FILE --seen A --seen B`.
 *
 * Only words after the verb's own arguments are taken so: in `--seen A FILE`
 * the last word is what is to be checked.
 */
export function spread(
  argv: readonly string[],
  verbs: readonly AnyVerb[],
): readonly string[] {
  const at = argv.findIndex((word) => !word.startsWith("-"));
  const verb = verbs.find(({ name }) => name === argv[at]);
  if (!verb) return argv;
  const words = argv.slice(0, at + 1);
  let missing = argumentsOf(verb);
  let open: string | undefined;
  let isValue = false;
  for (const [i, word] of argv.slice(at + 1).entries()) {
    if (word === "--") return [...words, ...argv.slice(at + 1 + i)];
    if (isValue) isValue = false;
    else if (word.startsWith("-") && word.length > 1) {
      const option = optionOf(verb, word);
      open = option?.many ? word.split("=")[0] : undefined;
      isValue = option?.metavar !== undefined && !word.includes("=");
    } else if (missing > 0) {
      missing -= 1;
      open = undefined;
    } else if (open !== undefined) words.push(open);
    words.push(word);
  }
  return words;
}

function argumentsOf(verb: AnyVerb): number {
  const all = Object.values(verb.arguments);
  return all.some(({ takes }) => takes === "any") ? Infinity : all.length;
}

function optionOf(verb: AnyVerb, word: string) {
  const [dashed = ""] = word.split("=");
  const name = dashed.slice(2).replaceAll(/-(.)/g, (_, c) => c.toUpperCase());
  const { [name]: named } = verb.options;
  return dashed.startsWith("--")
    ? named
    : Object.values(verb.options).find(({ letter }) => `-${letter}` === dashed);
}
