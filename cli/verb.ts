import type { Confined } from "./confine.ts";
import type { Exit } from "./exit.ts";
import type { Io } from "./io.ts";
import type { Arguments, Options, Values } from "./parameter.ts";

/** What a verb's file exports as its default. */
export type Run<V> = (values: V, io: Io) => Exit | Promise<Exit>;

/** A command line that works, and what it is for. */
export interface Example {
  readonly line: string;
  readonly purpose: string;
}

/** One subcommand, as data; its code is imported when it is typed. */
export interface Verb<A extends Arguments, O extends Options> {
  readonly name: string;
  readonly summary: string;
  /** Heading it stands under in the help. */
  readonly group: string;
  readonly arguments: A;
  readonly options: O;
  readonly examples: readonly Example[];
  /**
   * Of a verifier: its values with every name resolved, and the files and
   * folders that these name. It then runs where nothing else can be touched.
   */
  readonly confine?: (
    values: Values<A, O>,
    io: Io,
  ) => Promise<Pick<Confined, "values" | "reads">>;
  readonly load: () => Promise<{ readonly default: Run<Values<A, O>> }>;
}

/** A verb whose parameters are not known to the reader, as in a list of all. */
export type AnyVerb = Verb<Arguments, Options>;

/** Declares a verb; exists so that `load`ed code must take exactly these parameters. */
export function verb<const A extends Arguments, const O extends Options>(
  declared: Verb<A, O>,
): AnyVerb {
  return declared as unknown as AnyVerb;
}
