/** What deno.lock says of npm packages. */
export interface Lock {
  /** `npm:name@version` as deno.json asks for it, to what it became. */
  readonly specifiers: Readonly<Record<string, string>>;
  /** By `name@version`, with `_` and peers behind it. */
  readonly npm: Readonly<
    Record<string, {
      /** `sha512-` and base64. */
      readonly integrity: string;
      readonly dependencies?: readonly string[];
      readonly optionalPeers?: readonly string[];
    }>
  >;
}

/** One locked package. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  /** Keys of what it needs. */
  readonly needs: readonly string[];
}

/** Every locked package by its key, sorted. */
export function packagesOf({ npm }: Lock): ReadonlyMap<string, Package> {
  const keys = Object.keys(npm).sort();
  return new Map(keys.map((key) => {
    const { integrity, dependencies = [] } = npm[key]!;
    const [, name = "", version = ""] = /^(@?[^@]+)@([^_]+)/.exec(key) ?? [];
    const needs = dependencies.map((it) => keyOf(it, keys));
    return [key, { name, version, integrity, needs }];
  }));
}

/** What packages need, and what that needs in turn: their keys, sorted. */
export function closureOf(
  lock: Lock,
  roots: readonly string[],
): readonly string[] {
  const packages = packagesOf(lock);
  const keys = [...packages.keys()];
  const reached = new Set<string>();
  const queue = roots.map((root) => keyOf(root, keys));
  for (const key of queue) {
    if (reached.has(key)) continue;
    reached.add(key);
    queue.push(...packages.get(key)?.needs ?? []);
  }
  return [...reached].sort();
}

/** The key of a package that is named with its version, or without when there is one only. */
function keyOf(name: string, keys: readonly string[]): string {
  return keys.find((key) => key === name) ??
    keys.find((key) => key.startsWith(`${name}_`)) ??
    keys.find((key) => key.startsWith(`${name}@`)) ?? name;
}

/** Names of packages that sources import, of those in an import map. */
export function importedBy(
  sources: Iterable<string>,
  imports: Readonly<Record<string, string>>,
): readonly string[] {
  const found = new Set<string>();
  for (const source of sources) {
    for (const [, name] of source.matchAll(IMPORT)) {
      const target = imports[name!];
      if (target) found.add(target.replace(/^npm:\/?/, ""));
    }
  }
  return [...found].sort();
}

/** A bare name that code imports: not a type only, not in a comment. */
const IMPORT =
  /^(?!import type |\s*(?:\*|\/\/))[^\n"]*?(?:\bfrom|\bimport\(?)\s*"([^".][^"]*)"/gm;
