import { type Ran, run } from "../support/run.ts";
import { builtIn } from "./built.ts";

/** A folder with a binary in it, and a home where nothing was ever started. */
export interface EmptyMachine {
  readonly dir: string;
  readonly binary: string;
  readonly home: string;
  /** The words that start the binary with these variables and no others. */
  words(variables?: Readonly<Record<string, string>>): readonly string[];
  /** Runs it to its end. */
  run(
    args: readonly string[],
    options?: {
      readonly variables?: Readonly<Record<string, string>>;
      readonly stdin?: string;
      readonly cwd?: string;
    },
  ): Promise<Ran>;
}

/** Nobody, whom every machine has. */
const NOBODY = 65_534;

/** Programs of a plain machine; neither deno nor node is among them. */
const PLAIN = "/usr/bin:/bin";

/**
 * Runs a test where nothing of ours is installed: no variable is inherited, the
 * home is fresh, and the user may do nothing special, if this one may choose.
 */
export async function onEmptyMachine(
  test: (machine: EmptyMachine) => Promise<void>,
  { name = "waterwall", copied = false, fresh = false }: {
    readonly name?: string;
    /** Whether nothing was unpacked before, by any test. */
    readonly fresh?: boolean;
    /** Whether the binary may be changed by the test. */
    readonly copied?: boolean;
  } = {},
): Promise<void> {
  const shared = await builtIn();
  const built = `${shared}/waterwall`;
  const dir = await Deno.makeTempDir({ prefix: "waterwall-empty-" });
  const home = `${dir}/home`;
  const binary = `${dir}/${name}`;
  try {
    if (copied) await Deno.copyFile(built, binary);
    else {await Deno.link(built, binary).catch(() =>
        Deno.copyFile(built, binary)
      );}
    await givenToNobody(dir);
    await givenToNobody(home);
    const cache = fresh ? undefined : `${shared}/cache`;
    if (cache !== undefined) await givenToNobody(cache);
    await test(machine({ dir, home, binary }, cache));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function givenToNobody(dir: string) {
  await Deno.mkdir(dir, { recursive: true });
  if (isRoot()) await Deno.chown(dir, NOBODY, NOBODY);
}

/** Whether this process may become somebody else. */
export function isRoot(): boolean {
  return Deno.uid() === 0;
}

/** The words that run a command as nobody, or as this user who is not root either. */
export function unprivileged(): readonly string[] {
  if (!isRoot()) return [];
  const id = `${NOBODY}`;
  return ["setpriv", "--reuid", id, "--regid", id, "--clear-groups"];
}

function machine(
  places: Pick<EmptyMachine, "dir" | "home" | "binary">,
  cache: string | undefined,
): EmptyMachine {
  const { home, binary, dir } = places;
  const usual = {
    HOME: home,
    ...cache !== undefined && { XDG_CACHE_HOME: cache },
  };
  const words: EmptyMachine["words"] = (variables = usual) => [
    ...unprivileged(),
    ...["env", "-i", `PATH=${PLAIN}`],
    ...Object.entries(variables).map(([key, value]) => `${key}=${value}`),
    binary,
  ];
  return {
    ...places,
    words,
    run: (args, { variables, ...options } = {}) => {
      const [command, ...rest] = [...words(variables), ...args];
      return run(command!, rest, { cwd: dir, ...options });
    },
  };
}
