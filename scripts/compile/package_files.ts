import type { Lock } from "./lock_closure.ts";
import { packagesOf } from "./lock_closure.ts";

/** What a package says of its licence. */
export interface Licence {
  /** SPDX expression from its package.json. */
  readonly expression: string;
  /** The whole text, if it comes with one. */
  readonly text: string | undefined;
}

/** The licences of locked packages, from the runtime's cache of npm. */
export async function licencesOf(
  lock: Lock,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Licence>> {
  const cache = await npmCache();
  const packages = packagesOf(lock);
  const found = new Map<string, Licence>();
  for (const key of keys) {
    const { name, version } = packages.get(key)!;
    const licence = await licenceIn(`${cache}/${name}/${version}`);
    if (licence) found.set(key, licence);
  }
  return found;
}

async function licenceIn(dir: string): Promise<Licence | undefined> {
  try {
    const said = JSON.parse(await Deno.readTextFile(`${dir}/package.json`));
    return { expression: expressionOf(said.license), text: await textIn(dir) };
  } catch {
    // It was never fetched: only what is shipped has to be there.
    return undefined;
  }
}

function expressionOf(license: unknown): string {
  const { type } = Object(license) as { readonly type?: string };
  return `${type ?? license ?? "NOASSERTION"}`;
}

async function textIn(dir: string): Promise<string | undefined> {
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(dir)) {
    if (isFile && /^(licen[cs]e|copying)(\.|$)/i.test(name)) names.push(name);
  }
  const [name] = names.sort();
  return name && (await Deno.readTextFile(`${dir}/${name}`)).trim();
}

/** Where the runtime keeps npm packages. */
async function npmCache(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-config"],
  }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  return `${npmCache}/registry.npmjs.org`;
}
