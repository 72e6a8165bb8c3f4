import { fileURLToPath } from "node:url";
import { CompileError } from "./errors.ts";
import { ENTRIES, type Files } from "./link_modules.ts";

/** The folder of the sources, with its last slash. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The program as few files without imports from elsewhere.
 *
 * Depends on the sources and on deno.lock alone, not on where they lie.
 *
 * @throws {CompileError} `bundle`.
 */
export async function bundleProgram(): Promise<Files> {
  const dir = await Deno.makeTempDir({ prefix: "waterwall-bundle-" });
  try {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", ...FLAGS, "--outdir", dir, ...ENTRIES],
      cwd: ROOT,
      env: { NO_COLOR: "1" },
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw failed(new TextDecoder().decode(stderr));
    return await filesUnder(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const FLAGS = [
  ...["--platform", "deno", "--code-splitting", "--minify", "--keep-names"],
  // Ink asks for it where a developer debugs; it is no part of the product.
  ...["--external", "react-devtools-core"],
  "--frozen-lockfile",
];

/** Every file under a folder, by its path from there. */
async function filesUnder(dir: string, path = ""): Promise<Files> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for await (const { name, isDirectory } of Deno.readDir(`${dir}/${path}`)) {
    if (isDirectory) {
      const below = await filesUnder(dir, `${path}${name}/`);
      for (const [file, bytes] of below) files.set(file, bytes);
    } else {
      files.set(path + name, await Deno.readFile(`${dir}/${path}${name}`));
    }
  }
  return files;
}

function failed(said: string): CompileError {
  const why = /error.*/i.exec(said)?.[0] ?? said.trim().split("\n").at(-1);
  return new CompileError("bundle", `Cannot bundle the program: ${why}`, {
    hint: "Run `deno check main.ts`, and see that npm can be reached.",
  });
}
