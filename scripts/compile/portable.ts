import { gzipSync } from "node:zlib";
import { tar } from "../../audit/tar.ts";
import HEADER from "./header.sh" with { type: "text" };
import HOOK from "./hook.sh" with { type: "text" };
import { hookWords } from "./hook_words.ts";
import type { Files } from "./link_modules.ts";
import { sha256 } from "./sha256.ts";

/** What a portable binary is made of. */
export interface PortableParts {
  /** Version and commit, as `--version` says them. */
  readonly version: string;
  readonly triple: string;
  /** The pinned runtime. */
  readonly deno: Uint8Array<ArrayBuffer>;
  readonly modules: Files;
  /** Flags that the program is run with. */
  readonly flags: readonly string[];
  /** What the runtime asks of a machine, in a sentence; may be empty. */
  readonly needs: string;
}

/**
 * One executable file: a shell script, a gzipped tar, and the digest of the
 * script. The same parts give the same bytes.
 */
export async function portable(
  parts: PortableParts,
): Promise<Uint8Array<ArrayBuffer>> {
  const files = new Map([["deno", parts.deno], ...parts.modules]);
  const payload = gzipSync(await archive(files), { level: 9 });
  const sums = sumsOf(parts);
  const script = fill(parts, {
    ...sums,
    ID: sha256(Object.values(sums).join("\n")).slice(0, 32),
    PAYLOAD_SUM: sha256(payload),
  });
  const seal = new TextEncoder().encode(sha256(script));
  return joined([script, seal, new Uint8Array(payload)]);
}

/** What the script holds against what was unpacked. */
function sumsOf({ deno, modules }: PortableParts) {
  const blocks = Math.floor(deno.length * FIRST / BLOCK);
  return {
    BLOCKS: `${blocks}`,
    RUNTIME_FIRST: sha256(deno.subarray(0, blocks * BLOCK)),
    RUNTIME_REST: sha256(deno.subarray(blocks * BLOCK)),
    SUMS: [...modules].map(([path, bytes]) => `${sha256(bytes)}  ${path}`)
      .join("\n"),
  };
}

/** Bytes of a block; header.sh says the same. */
const BLOCK = 1_048_576;

/**
 * Share of the runtime whose sum is taken by the side: less than half, since it
 * goes through a pipe, and since two commands more are started for it.
 */
const FIRST = 0.4;

async function archive(files: Files): Promise<Uint8Array<ArrayBuffer>> {
  const sources = [...files].map(([path, bytes]) => ({
    path,
    size: bytes.length,
    content: () => [bytes],
  }));
  return joined(await Array.fromAsync(tar(sources)));
}

const WHOLE = HEADER.replace("@HOOK@\n", () => HOOK);

/** The script with each `@NAME@` in place; its own length among them. */
function fill(
  { version, triple, flags, needs }: PortableParts,
  known: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const values: Record<string, string> = {
    ...known,
    ...hookWords(),
    VERSION: version,
    TRIPLE: triple,
    FLAGS: flags.join(" "),
    NEEDS: needs,
  };
  const encode = (size: number) => {
    const all: Readonly<Record<string, string>> = {
      ...values,
      SCRIPT: padded(size),
      OFFSET: padded(size + SEAL),
      PAYLOAD: padded(size + SEAL + 1),
    };
    return new TextEncoder().encode(
      WHOLE.replaceAll(/@([A-Z_]+)@/g, (_, name) => all[name]!),
    );
  };
  return encode(encode(0).length);
}

/** Length of the digest of the script, in hex, that follows it. */
const SEAL = 64;

/** Always as wide, so that a length may stand in what it measures. */
function padded(size: number): string {
  return `${size}`.padEnd(8);
}

function joined(
  pieces: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(
    pieces.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
