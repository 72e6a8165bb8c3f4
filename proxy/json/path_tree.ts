/**
 * A dotted path into a JSON value, as provider descriptions write it.
 *
 * `*` is any one step, a final `**` the whole value below; `[type=a|b]` after a
 * step (or first) admits only an object whose one `type` is `a` or `b`.
 *
 * @example `messages.*.content.*[type=thinking].**`
 */
export type Path = string;

/** Where one is on the way through a JSON value, and what holds there. */
export interface PathNode<T> {
  /** What was said of this very place. */
  readonly value: T | undefined;
  /** `value` holds for everything below too, object keys included. */
  readonly deep: boolean;
  readonly keys: ReadonlyMap<string, PathNode<T>>;
  /** The place of any step that is not in `keys`. */
  readonly other: PathNode<T> | undefined;
  /** A key of the object here on whose value more depends. */
  readonly discriminator: string | undefined;
  /** Takes this node's place when the discriminator has that value. */
  readonly cases: ReadonlyMap<string, PathNode<T>>;
}

/** A path tree under construction: steps not yet merged with their wildcards. */
interface Draft<T> {
  value: T | undefined;
  deep: boolean;
  discriminator: string | undefined;
  readonly steps: Map<string, Draft<T>>;
  readonly cases: Map<string, Draft<T>>;
}

const STEP = /([^.[\]]*)(?:\[([^=\]]+)=([^\]]*)\])?(?:\.|$)/y;

/**
 * Makes of many paths one tree, so that following them all costs one lookup a step.
 *
 * Where several lead to one place, the one that names its last step holds, else
 * the first.
 */
export function pathTree<T>(
  paths: Iterable<readonly [Path, T]>,
): PathNode<T> {
  const root = draft<T>();
  for (const [path, value] of paths) grow(root, { path, value });
  return merge([root]);
}

function draft<T>(): Draft<T> {
  return {
    value: undefined,
    deep: false,
    discriminator: undefined,
    steps: new Map(),
    cases: new Map(),
  };
}

function grow<T>(
  root: Draft<T>,
  { path, value }: { path: Path; value: T },
): void {
  let ends = [root];
  for (STEP.lastIndex = 0; STEP.lastIndex < path.length;) {
    const step = STEP.exec(path);
    if (step === null) throw new SyntaxError(`Not a path: ${path}`);
    const [, name, key, values] = step;
    if (name === "**") { for (const end of ends) end.deep = true; }
    else if (name) ends = ends.map((end) => child(end.steps, name));
    if (key) {
      ends = ends.flatMap((end) => branch(end, { key, values: values! }));
    }
  }
  for (const end of ends) end.value ??= value;
}

function child<T>(of: Map<string, Draft<T>>, name: string): Draft<T> {
  const found = of.get(name) ?? draft<T>();
  of.set(name, found);
  return found;
}

function branch<T>(
  end: Draft<T>,
  { key, values }: { key: string; values: string },
): Draft<T>[] {
  end.discriminator ??= key;
  if (end.discriminator !== key) {
    throw new SyntaxError(`Two discriminators at one place: ${key}`);
  }
  return values.split("|").map((value) => child(end.cases, value));
}

function merge<T>(drafts: readonly Draft<T>[]): PathNode<T> {
  const deep = drafts.find((each) => each.deep);
  if (deep) return everything(deep.value);
  const names = new Set(drafts.flatMap((each) => [...each.steps.keys()]));
  const wild = drafts.flatMap((each) => each.steps.get("*") ?? []);
  names.delete("*");
  return {
    value: drafts.find((each) => each.value !== undefined)?.value,
    deep: false,
    keys: new Map([...names].map((name) => [
      name,
      merge([...drafts.flatMap((each) => each.steps.get(name) ?? []), ...wild]),
    ])),
    other: wild.length === 0 ? undefined : merge(wild),
    ...conditions(drafts),
  };
}

function conditions<T>(
  drafts: readonly Draft<T>[],
): Pick<PathNode<T>, "discriminator" | "cases"> {
  const values = new Set(drafts.flatMap((each) => [...each.cases.keys()]));
  const keys = new Set(drafts.flatMap((each) => each.discriminator ?? []));
  if (keys.size > 1) throw new SyntaxError("Two discriminators at one place");
  return {
    discriminator: [...keys][0],
    cases: new Map([...values].map((value) => [
      value,
      merge([
        ...drafts.flatMap((each) => each.cases.get(value) ?? []),
        ...drafts.map((each) => ({ ...each, cases: new Map() })),
      ]),
    ])),
  };
}

function everything<T>(value: T | undefined): PathNode<T> {
  return {
    value,
    deep: true,
    keys: new Map(),
    get other() {
      return this;
    },
    discriminator: undefined,
    cases: new Map(),
  };
}
