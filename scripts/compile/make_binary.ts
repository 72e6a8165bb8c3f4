import config from "../../deno.json" with { type: "json" };
import { VERSION } from "../../cli/version.ts";
import { bundleProgram } from "./bundle_program.ts";
import type { Commit } from "./commit.ts";
import { CompileError } from "./errors.ts";
import { glibcFloor } from "./glibc_floor.ts";
import { entriesOf, type Files, linkModules } from "./link_modules.ts";
import { portable } from "./portable.ts";
import { renameChunks } from "./rename_chunks.ts";
import { shippedSources } from "./shipped.ts";
import { standalone } from "./standalone.ts";
import { type Target, TARGETS } from "./targets.ts";

/** The flags that people run the sources with, those of V8 among them. */
const PROGRAM_FLAGS = [
  "--no-prompt",
  /--v8-flags=\S+/.exec(config.tasks.waterwall)![0],
  ...config.unstable.map((feature) => `--unstable-${feature}`),
];

/**
 * Nothing but what was verified decides what runs: no configuration, no lock, no
 * package, and no code that was compiled before. The script adds what the verb
 * may do.
 */
const PORTABLE_FLAGS = [
  "--quiet",
  ...["--no-config", "--no-lock", "--no-remote", "--no-npm", "--cached-only"],
  ...["--node-modules-dir=none", "--no-code-cache"],
  ...PROGRAM_FLAGS,
];

/** The program as its binaries hold it. */
export async function programModules(commit: Commit): Promise<Files> {
  const entries = entriesOf(await shippedSources());
  const bundled = renameChunks(await bundleProgram(entries));
  return linkModules(bundled, { commit: commit.id, entries });
}

/** By `deno compile`. */
export function compiled(
  target: Target,
  modules: Files,
): Promise<Uint8Array<ArrayBuffer>> {
  return standalone({ target, modules, flags: ["-A", ...PROGRAM_FLAGS] });
}

/**
 * From the runtime that runs this.
 *
 * @throws {CompileError} `target`: it is for another machine.
 */
export async function madePortable(
  target: Target,
  modules: Files,
  commit: Commit,
): Promise<Uint8Array<ArrayBuffer>> {
  if (target !== hostTarget() || target.os === "windows") {
    throw new CompileError(
      "target",
      `Cannot make a portable binary for ${target.triple} here: it holds this machine's own runtime`,
      {
        hint:
          "Leave --target out on a Linux or macOS machine, or use --format compile.",
      },
    );
  }
  const deno = await Deno.readFile(Deno.execPath());
  const floor = glibcFloor(deno);
  return await portable({
    version: `${VERSION}+${commit.id}`,
    triple: target.triple,
    deno,
    modules,
    flags: PORTABLE_FLAGS,
    needs: floor === undefined
      ? ""
      : `It needs ${target.arch} Linux with glibc ${floor} or newer.`,
  });
}

/** The machine that this runs on, if binaries are made for it. */
export function hostTarget(): Target | undefined {
  return TARGETS.find(({ triple }) => triple === Deno.build.target);
}
