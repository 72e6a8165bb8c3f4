import type { Confined } from "./confine.ts";
import type { Io } from "./io.ts";
import type { Arguments, Options, Values } from "./parameter.ts";

/**
 * What a verb's file exports as its default. Its exit status is an `Exit`; that
 * of a verb which runs another program is the program's.
 */
export type Run<V> = (values: V, io: Io) => number | Promise<number>;

/** A command line that works, and what it is for. */
export interface Example {
  readonly line: string;
  readonly purpose: string;
}

/** One subcommand, as data; its code is imported when it is typed. */
export type Verb<A extends Arguments, O extends Options> =
  & Declared<A, O>
  & (Loaded<Values<A, O>> | ConfinedVerb<Values<A, O>>);

/** What is known of a subcommand before it runs. */
interface Declared<A extends Arguments, O extends Options> {
  readonly name: string;
  readonly summary: string;
  /** Heading it stands under in the help. */
  readonly group: string;
  readonly arguments: A;
  readonly options: O;
  readonly examples: readonly Example[];
  /** Whether its last argument is another program's command line, options and all. */
  readonly passes?: true;
}

/** A verb that runs here. */
interface Loaded<V> {
  readonly load: () => Promise<{ readonly default: Run<V> }>;
  readonly confine?: undefined;
}

/** A verifier, which runs where nothing but what it is to check can be touched. */
interface ConfinedVerb<V> {
  /** Its values with every name resolved, and the files and folders that these name. */
  readonly confine: (
    values: V,
    io: Io,
  ) => Promise<Pick<Confined, "values" | "reads">>;
  readonly load?: undefined;
}

/** A verb whose parameters are not known to the reader, as in a list of all. */
export type AnyVerb = Verb<Arguments, Options>;

/** Declares a verb; exists so that `load`ed code must take exactly these parameters. */
export function verb<const A extends Arguments, const O extends Options>(
  declared: Verb<A, O>,
): AnyVerb {
  return declared as unknown as AnyVerb;
}
