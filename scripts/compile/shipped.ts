import config from "../../deno.json" with { type: "json" };
import lock from "../../deno.lock" with { type: "text" };
import { ROOT } from "./bundle_program.ts";
import { closureOf, importedBy, type Lock } from "./lock_closure.ts";

/** What is locked. */
export const LOCK: Lock = JSON.parse(lock);

const FOLDERS = ["audit", "proxy", "ops", "tui", "cli"];

/** Keys of the locked packages that are part of the product. */
export async function shippedPackages(): Promise<readonly string[]> {
  const sources: string[] = [];
  for (const folder of FOLDERS) await read(`${ROOT}${folder}`, sources);
  const { "@types/node-forge": _, "@types/react": __, ...imports } =
    config.imports;
  return closureOf(LOCK, importedBy(sources, imports))
    .filter((key) => !key.startsWith("@types/"));
}

async function read(dir: string, into: string[]) {
  for await (const { name, isDirectory } of Deno.readDir(dir)) {
    const path = `${dir}/${name}`;
    if (isDirectory) await read(path, into);
    else if (name.endsWith(".ts")) into.push(await Deno.readTextFile(path));
  }
}
