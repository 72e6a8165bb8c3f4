import config from "../../deno.json" with { type: "json" };
import lock from "../../deno.lock" with { type: "text" };
import { ROOT } from "./bundle_program.ts";
import { closureOf, importedBy, type Lock } from "./lock_closure.ts";

/** What is locked. */
export const LOCK: Lock = JSON.parse(lock);

const FOLDERS = ["audit", "proxy", "ops", "tui", "cli"];

/** The sources of the product by their path from the root. */
export async function shippedSources(): Promise<ReadonlyMap<string, string>> {
  const sources = new Map([
    ["main.ts", await Deno.readTextFile(`${ROOT}main.ts`)],
  ]);
  for (const folder of FOLDERS) await read(folder, sources);
  return sources;
}

/** Keys of the locked packages that are part of the product. */
export async function shippedPackages(): Promise<readonly string[]> {
  const sources = await shippedSources();
  const { "@types/node-forge": _, "@types/react": __, ...imports } =
    config.imports;
  return closureOf(LOCK, importedBy(sources.values(), imports))
    .filter((key) => !key.startsWith("@types/"));
}

async function read(dir: string, into: Map<string, string>) {
  for await (const { name, isDirectory } of Deno.readDir(ROOT + dir)) {
    const path = `${dir}/${name}`;
    if (isDirectory) await read(path, into);
    else if (name.endsWith(".ts")) {
      into.set(path, await Deno.readTextFile(ROOT + path));
    }
  }
}
