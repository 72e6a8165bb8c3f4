import { CompileError } from "./errors.ts";
import { type Target, TARGETS } from "./targets.ts";

/** What `deno task compile` is asked. */
export interface CompileOptions {
  /** Empty: the machine that it runs on. */
  readonly targets: readonly Target[];
  /** `undefined`: compile, or portable where that cannot be done. */
  readonly format: "compile" | "portable" | undefined;
  readonly out: string;
  /** File of the release key, a PKCS #8 PEM of Ed25519. */
  readonly key: string | undefined;
  /** Name that the key signs under. */
  readonly keyName: string;
}

/** For `--help` and beside every refusal. */
export const USAGE = `deno task compile [options]

  --target TRIPLE       a machine to compile for, or "all"; may be repeated;
                        this machine if left out
  --format FORMAT       compile: the runtime's base binary with the program in it
                        portable: for this machine, without a base binary
                        left out: compile, or portable where that cannot be done
  --out DIR             where to write; dist if left out
  --key FILE            Ed25519 release key (PKCS #8 PEM) to sign SHA256SUMS with
  --key-name NAME       the name it signs under; waterwall-release if left out

Targets:
${TARGETS.map(({ triple }) => `  ${triple}`).join("\n")}`;

/**
 * Reads the words of a command line.
 *
 * @throws {CompileError} `usage`.
 */
export function parseOptions(words: readonly string[]): CompileOptions {
  const given: Record<string, string[]> = {};
  const rest = words.flatMap((word) =>
    /^(--[\w-]+)=(.*)$/s.exec(word)?.slice(1) ?? [word]
  );
  while (rest.length > 0) {
    const name = rest.shift()!;
    const value = rest.shift();
    if (!NAMES.includes(name)) throw unreadable(name);
    if (value === undefined) throw unreadable(`${name} without a value`);
    (given[name] ??= []).push(value);
  }
  const last = (name: string) => given[name]?.at(-1);
  return {
    targets: (given["--target"] ?? []).flatMap(targetsOf),
    format: formatOf(last("--format")),
    out: last("--out") ?? "dist",
    key: last("--key"),
    keyName: last("--key-name") ?? "waterwall-release",
  };
}

const NAMES = ["--target", "--format", "--out", "--key", "--key-name"];

function targetsOf(name: string): readonly Target[] {
  const found = TARGETS.filter(({ triple }) =>
    name === "all" || triple === name
  );
  if (found.length === 0) throw unreadable(`--target ${name}`);
  return found;
}

function formatOf(name: string | undefined): CompileOptions["format"] {
  if (name === undefined || name === "compile" || name === "portable") {
    return name;
  }
  throw unreadable(`--format ${name}`);
}

function unreadable(what: string): CompileError {
  return new CompileError(
    "usage",
    `Cannot read as an option of compile: ${what}`,
    { hint: "See `deno task compile --help`." },
  );
}
