import { formatVkey, WaterwallError } from "../audit/mod.ts";
import { VERSION } from "../cli/version.ts";
import { type Commit, commitOf } from "./compile/commit.ts";
import { CompileError } from "./compile/errors.ts";
import type { Files } from "./compile/link_modules.ts";
import {
  compiled,
  hostTarget,
  madePortable,
  programModules,
} from "./compile/make_binary.ts";
import { type CompileOptions, parseOptions, USAGE } from "./compile/options.ts";
import { licencesOf } from "./compile/package_files.ts";
import { sbom } from "./compile/sbom.ts";
import { sha256 } from "./compile/sha256.ts";
import { LOCK, shippedPackages } from "./compile/shipped.ts";
import { releaseSigner, signedSums, sumsOf } from "./compile/signed_sums.ts";
import { fileNameOf, type Target } from "./compile/targets.ts";
import { THIRD_PARTY } from "./compile/third_party.ts";

/** Makes the binaries that were asked for, and what goes with them. */
async function compile(options: CompileOptions): Promise<void> {
  const signer = options.key === undefined
    ? undefined
    : releaseSigner(await Deno.readTextFile(options.key), options.keyName);
  const commit = await commitOf();
  const modules = await programModules(commit);
  await Deno.mkdir(options.out, { recursive: true });
  const files = new Map<string, Uint8Array>();
  for (const target of options.targets.length ? options.targets : [here()]) {
    const name = fileNameOf(target, options.targets.length > 0);
    const bytes = await binary(target, { modules, commit, options });
    await Deno.writeFile(`${options.out}/${name}`, bytes, { mode: 0o755 });
    await Deno.chmod(`${options.out}/${name}`, 0o755).catch(() => {});
    files.set(name, bytes);
  }
  for (const [name, text] of await papers(commit)) {
    files.set(name, new TextEncoder().encode(text));
    await Deno.writeTextFile(`${options.out}/${name}`, text);
  }
  const sums = sumsOf(files);
  await Deno.writeTextFile(
    `${options.out}/SHA256SUMS`,
    signer ? signedSums(sums, signer) : sums,
  );
  for (const [name, bytes] of files) {
    const size = `${bytes.length}`.padStart(9);
    say(`${sha256(bytes)}  ${size} bytes  ${options.out}/${name}`);
  }
  if (signer) say(`SHA256SUMS is signed by ${formatVkey(signer.vkey)}`);
}

/** One binary, in the form that was asked for or that can be made. */
async function binary(
  target: Target,
  { modules, commit, options: { format } }: {
    readonly modules: Files;
    readonly commit: Commit;
    readonly options: CompileOptions;
  },
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === "portable") return await madePortable(target, modules, commit);
  try {
    return await compiled(target, modules);
  } catch (error) {
    const isOurs = error instanceof CompileError && error.code === "no_base";
    const canFallBack = format === undefined && target === hostTarget();
    if (!isOurs || !canFallBack || target.os === "windows") throw error;
    complain(`note: ${error.message}`);
    complain(`note: made a portable binary instead. ${error.hint}`);
    return await madePortable(target, modules, commit);
  }
}

/** What lies beside the binaries, by file name. */
async function papers(
  commit: Commit,
): Promise<readonly (readonly [string, string])[]> {
  const shipped = await shippedPackages();
  const licences = await licencesOf(LOCK, shipped);
  const bill = sbom(LOCK, {
    version: VERSION,
    commit: commit.id,
    deno: Deno.version.deno,
    committedAt: commit.at,
    shipped,
    licences: new Map(
      [...licences].map(([key, { expression }]) => [key, expression]),
    ),
  });
  return [
    ["waterwall.cdx.json", JSON.stringify(bill, null, 2) + "\n"],
    ["THIRD-PARTY-LICENSES.txt", await Deno.readTextFile(THIRD_PARTY)],
  ];
}

function here(): Target {
  const target = hostTarget();
  if (target) return target;
  throw new CompileError(
    "target",
    `Cannot make a binary for this machine: ${Deno.build.target}`,
    { hint: "Name one that can be compiled for, by --target." },
  );
}

function say(line: string) {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

function complain(line: string) {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    say(USAGE);
    return 0;
  }
  try {
    await compile(parseOptions(words));
    return 0;
  } catch (error) {
    if (!(error instanceof WaterwallError)) throw error;
    complain(`error: ${error.message}`);
    if (error.hint) complain(`hint: ${error.hint}`);
    return 2;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
