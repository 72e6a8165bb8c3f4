import { dirname, join, relative } from "node:path/posix";
import { BUILD_KEY } from "../../cli/build.ts";
import { CompileError } from "./errors.ts";

/** Files by their path from the root of a bundle. */
export type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const MODULE_URL =
  /new URL\(\s*"([^"]+\.ts)"\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/**
 * Sources that are modules of their own in a binary: what is started, and what
 * another source names by its URL, such as a worker.
 *
 * @param sources Texts by their path from the root.
 */
export function entriesOf(
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  const named = [...sources].flatMap(([path, text]) =>
    [...text.matchAll(MODULE_URL)]
      .map(([, target]) => join(dirname(path), target!))
  );
  return [...new Set(["main.ts", ...named.sort()])];
}

/** The modules of the program as a binary holds them. */
export function linkModules(
  bundled: Files,
  { commit, entries }: {
    readonly commit: string;
    readonly entries: readonly string[];
  },
): Files {
  const encoder = new TextEncoder();
  const linked = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of [...bundled.keys()].sort()) {
    const text = new TextDecoder().decode(bundled.get(path));
    const code = withRequire(linkUrls(path, text, entries));
    linked.set(
      path,
      encoder.encode(path === "main.js" ? `import"./build.js";${code}` : code),
    );
  }
  linked.set("build.js", encoder.encode(buildModule(commit)));
  return linked;
}

/** Has each URL of a source name the module that was made from it. */
function linkUrls(
  path: string,
  code: string,
  entries: readonly string[],
): string {
  return code.replaceAll(MODULE_URL, (_, source: string) => {
    const target = entryOf(source, entries).replace(/\.ts$/, ".js");
    const from = relative(dirname(path), target);
    const specifier = from.startsWith(".") ? from : `./${from}`;
    return `new URL(${JSON.stringify(specifier)},import.meta.url)`;
  });
}

/**
 * Packages in the older module format call `require` for what the runtime has
 * built in; the bundler's stand-in uses one that it finds, and throws if none is.
 */
function withRequire(code: string): string {
  return code.includes("Dynamic require of")
    ? `const require=(name)=>process.getBuiltinModule(name);${code}`
    : code;
}

/** The one entry that a relative path can mean, whatever folder it was written in. */
function entryOf(source: string, entries: readonly string[]): string {
  const tail = source.replace(/^(\.{1,2}\/)+/, "");
  const found = entries.filter((it) => it === tail || it.endsWith(`/${tail}`));
  if (found.length === 1) return found[0]!;
  throw new CompileError(
    "bundle",
    `Cannot tell which module of the binary is meant: ${source}`,
    { hint: "Give the files that are named by URL different names" },
  );
}

/**
 * The first module that runs. It leaves what `cli/build.ts` reads, and takes
 * what the header of a portable binary said out of the environment, so that no
 * process that is started from here inherits it. A verifier may read none of it.
 */
function buildModule(commit: string): string {
  return `const taken=(name)=>{try{const value=Deno.env.get(name);Deno.env.delete(name);return value}catch{}};
const executable=taken("WATERWALL_EXECUTABLE");
if(executable!==undefined)for(const name of["DENO_DIR","DENO_NO_UPDATE_CHECK"]){
const before=taken("WATERWALL_BEFORE_"+name);
if(before)Deno.env.set(name,before);else Deno.env.delete(name)}
globalThis[Symbol.for(${JSON.stringify(BUILD_KEY)})]=Object.freeze({commit:${
    JSON.stringify(commit)
  },executable});
`;
}
