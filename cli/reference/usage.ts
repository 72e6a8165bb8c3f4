import { dashed } from "../dashed.ts";
import type { Argument, Option } from "../parameter.ts";
import type { AnyVerb } from "../verb.ts";

/** An option as it is typed: `-f, --follow`, `--home DIR`. */
export function optionForm(name: string, option: Option<unknown>): string {
  const letter = option.letter === undefined ? "" : `-${option.letter}, `;
  const value = option.metavar === undefined ? "" : ` ${option.metavar}`;
  return `${letter}--${dashed(name)}${value}`;
}

/** An argument as help shows it: `<FILE>`, `[DIR]`, `[PATH...]`. */
export function argumentForm({ metavar, takes }: Argument<unknown>): string {
  switch (takes) {
    case "one":
      return `<${metavar}>`;
    case "optional":
      return `[${metavar}]`;
    case "any":
      return `[${metavar}...]`;
  }
}

/** One line: how a verb is typed. */
export function usage({ name, options, arguments: given }: AnyVerb): string {
  const all = Object.values(given).map(argumentForm);
  const some = Object.keys(options).length > 0 ? ["[options]"] : [];
  return ["waterwall", name, ...some, ...all].join(" ");
}

/** The verbs by the heading that they stand under, in their order. */
export function grouped(
  verbs: readonly AnyVerb[],
): ReadonlyMap<string, readonly AnyVerb[]> {
  const names = [...new Set(verbs.map(({ group }) => group))];
  return new Map(
    names.map((name) => [name, verbs.filter(({ group }) => group === name)]),
  );
}
