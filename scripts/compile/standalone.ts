import { dirname } from "node:path";
import { CompileError } from "./errors.ts";
import type { Files } from "./link_modules.ts";
import type { Target } from "./targets.ts";

/** What `deno compile` makes one binary from. */
export interface StandaloneParts {
  readonly target: Target;
  readonly modules: Files;
  /** Flags of the program itself: permissions, V8, unstable features. */
  readonly flags: readonly string[];
}

/**
 * One executable made by `deno compile`, from modules that import nothing else.
 *
 * Its base comes from `DENORT_BIN`, from the runtime's own cache, or over the
 * network, in this order.
 *
 * @throws {CompileError} `no_base` when there is no base for the target.
 */
export async function standalone(
  { target: { triple }, modules, flags }: StandaloneParts,
): Promise<Uint8Array<ArrayBuffer>> {
  const dir = await Deno.makeTempDir({ prefix: "waterwall-compile-" });
  try {
    await write(`${dir}/waterwall`, modules);
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["compile", "--no-check", "--no-config", "--no-lock"],
        ...["--no-code-cache", "--app-name", "waterwall", "--target", triple],
        ...[...flags, "--include", ".", "--output", "../made", "main.js"],
      ],
      cwd: `${dir}/waterwall`,
      env: { NO_COLOR: "1" },
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw failed(triple, new TextDecoder().decode(stderr));
    const made = /windows/.test(triple) ? "made.exe" : "made";
    return await Deno.readFile(`${dir}/${made}`);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function write(dir: string, files: Files) {
  for (const [path, bytes] of files) {
    await Deno.mkdir(dirname(`${dir}/${path}`), { recursive: true });
    await Deno.writeFile(`${dir}/${path}`, bytes);
  }
}

function failed(triple: string, said: string): CompileError {
  const given = Deno.env.get("DENORT_BIN");
  const why = given === undefined
    ? "its base binary is neither cached nor can it be downloaded"
    : `DENORT_BIN is no base binary for it: ${given}`;
  const isBase = /base binary|denort|Download|PE|Mach-?O|ELF/i.test(said);
  const version = Deno.version.deno;
  return new CompileError(
    "no_base",
    `Cannot compile for ${triple} as ${isBase ? why : firstCause(said)}`,
    {
      hint: `Set DENORT_BIN to the denort ${version} of ${triple}, or put ` +
        `denort-${triple}.zip into $DENO_DIR/dl/release/v${version}/`,
    },
  );
}

function firstCause(said: string): string {
  return /error:? (.*)/i.exec(said)?.[1] ?? "`deno compile` failed";
}
