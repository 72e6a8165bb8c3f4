import { CliError } from "./errors.ts";

/** An option as data: parsing, help and types all follow from it. */
export interface Option<T> {
  /** What stands for its value in help, e.g. `DIR`; `undefined` for a flag. */
  readonly metavar: string | undefined;
  readonly help: string;
  /** Whether it may be given more than once; `parse` then sees what it made before. */
  parse(text: string, before: T): T;
  /** Its value when it is not given. */
  readonly absent: T;
  /** One letter that stands for the name, after a single dash. */
  readonly letter?: string;
  /** Whether several values may follow one mention. */
  readonly many?: true;
}

/** A positional argument as data. */
export interface Argument<T> {
  readonly metavar: string;
  readonly help: string;
  readonly takes: "one" | "optional" | "any";
  /** Only there so that the type of its value can be told. */
  readonly value?: T;
}

export type Options = Readonly<Record<string, Option<unknown>>>;
export type Arguments = Readonly<Record<string, Argument<unknown>>>;

/** What a verb receives: the parsed value of each argument and option, by name. */
export type Values<A, O> =
  & { readonly [K in keyof A]: A[K] extends Argument<infer T> ? T : never }
  & { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

/** `--name`, on or off. */
export function flag(help: string): Option<boolean> {
  return { metavar: undefined, help, parse: () => true, absent: false };
}

/** `--name VALUE`, any text. */
export function text(
  metavar: string,
  help: string,
): Option<string | undefined> {
  return { metavar, help, parse: (given) => given, absent: undefined };
}

/** `--name VALUE…`, as often as wanted. */
export function texts(
  metavar: string,
  help: string,
): Option<readonly string[]> {
  return {
    metavar,
    help,
    absent: [],
    many: true,
    parse: (given, before) => [...before, given],
  };
}

/** `--name N`, a whole number from 0. */
export function count(
  metavar: string,
  help: string,
): Option<number | undefined> {
  return {
    metavar,
    help,
    absent: undefined,
    parse: (given) => {
      if (/^\d{1,15}$/.test(given)) return Number(given);
      throw new CliError("usage", `Cannot read as a whole number: ${given}`, {
        hint: "Give digits only, e.g. 42.",
      });
    },
  };
}

/** `--name N`, a TCP port; 0 means any free one. */
export function port(help: string): Option<number | undefined> {
  return {
    metavar: "N",
    help,
    absent: undefined,
    parse: (given) => {
      const number = Number(given);
      if (/^\d{1,5}$/.test(given) && number < 65_536) return number;
      throw new CliError(
        "usage",
        `Cannot read as a port (0 to 65535): ${given}`,
        { hint: "Give a whole number; 0 takes any free port." },
      );
    },
  };
}

/** `--name WORD`, one of a few. */
export function oneOf<const C extends string>(
  choices: readonly C[],
  help: string,
): Option<C | undefined> {
  return {
    metavar: choices.join("|"),
    help,
    absent: undefined,
    parse: (given) => {
      const found = choices.find((choice) => choice === given);
      if (found !== undefined) return found;
      throw new CliError(
        "usage",
        `Cannot read as one of ${choices.join(", ")}: ${given}`,
        { hint: `Give one of them, e.g. ${choices[0]}.` },
      );
    },
  };
}

/** One argument that must be there. */
export function one(metavar: string, help: string): Argument<string> {
  return { metavar, help, takes: "one" };
}

/** One argument that may be left out. */
export function optional(
  metavar: string,
  help: string,
): Argument<string | undefined> {
  return { metavar, help, takes: "optional" };
}

/** Any number of arguments, also none. */
export function any(
  metavar: string,
  help: string,
): Argument<readonly string[]> {
  return { metavar, help, takes: "any" };
}
