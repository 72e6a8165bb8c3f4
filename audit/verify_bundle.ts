import { createHash } from "node:crypto";
import { BundleContents } from "./bundle_contents.ts";
import {
  MANIFEST,
  type Manifest,
  MANIFEST_SSHSIG,
  type ManifestFile,
  MAX_MANIFEST_BYTES,
} from "./bundle_manifest.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import type { Hash, LogRecord } from "./entry.ts";
import { gunzip } from "./gzip.ts";
import type { LogSummary, Weakness } from "./log_verdict.ts";
import type { PinnedKey } from "./public_key.ts";
import { Refutation, type Refuted, refuted } from "./refutation.ts";
import { type TarEntry, untar } from "./tar.ts";
import { textOf } from "./text_of.ts";

/** What a bundle is held against. */
export interface BundleTrust {
  /** Never one that came with the bundle. */
  readonly pinned: PinnedKey;
  /** Checkpoints that were seen elsewhere or earlier. */
  readonly seen?: readonly SignedCheckpoint[];
  /** Is given each record that holds, before the whole is known to hold. */
  readonly visit?: (record: LogRecord) => void;
}

/** A bundle holds, perhaps with less than it could; or something does not. */
export type BundleVerdict = BundleHolds | Refuted;

export interface BundleHolds {
  readonly ok: true;
  /** Empty for exit status 0; else 3. */
  readonly weaker: readonly Weakness[];
  readonly log: LogSummary;
  readonly manifest: Manifest;
  /** Notes over these records, with whatever witnesses put under them. */
  readonly notes: readonly SignedCheckpoint[];
  readonly remarks: BundleRemarks;
}

/** What is so, and neither right nor wrong. */
export interface BundleRemarks {
  /** Policies that records name, and how many of them came along. */
  readonly policies: { readonly named: number; readonly inside: number };
  /** Sessions that began before the first record: their figures stand unchecked. */
  readonly uncounted: number;
  /** Framework tables of other versions that sessions were tagged by. */
  readonly catalogues: readonly Hash[];
  /** Files that are not what this version would have put in. */
  readonly foreign: readonly string[];
  /** Files that are under the signature, and not looked into here. */
  readonly unread: readonly string[];
}

/**
 * Checks a bundle as it goes by: nothing is extracted, little is held.
 *
 * Reads no further than the first fault. Never throws unless `chunks` does.
 */
export async function verifyBundle(
  chunks: AsyncIterable<Uint8Array>,
  trust: BundleTrust,
): Promise<BundleVerdict> {
  const entries = untar(gunzip(chunks));
  try {
    return await verified(entries, trust);
  } catch (error) {
    return refuted(error);
  } finally {
    await entries.return(undefined);
  }
}

async function verified(
  entries: AsyncGenerator<TarEntry>,
  trust: BundleTrust,
): Promise<BundleHolds> {
  const contents = new BundleContents(trust, {
    note: await named(entries, MANIFEST, MAX_MANIFEST_BYTES),
    sshsig: await named(entries, MANIFEST_SSHSIG, 4_096),
  });
  for (const file of contents.manifest.files) {
    const { value } = await entries.next();
    if (!value) throw missing(file.path);
    await take(value, { file, contents });
  }
  const { value } = await entries.next();
  if (value) {
    throw new Refutation("bundle-extra", `${value.path} is not listed`);
  }
  return contents.end();
}

async function named(
  entries: AsyncGenerator<TarEntry>,
  path: string,
  maxBytes: number,
): Promise<string> {
  const { value } = await entries.next();
  if (value?.path !== path) throw missing(path);
  return textOf(await held(value, maxBytes), path);
}

/** Takes one listed file, and holds it against its line. */
async function take(
  entry: TarEntry,
  { file, contents }: {
    readonly file: ManifestFile;
    readonly contents: BundleContents;
  },
): Promise<void> {
  const { path, size, sha256 } = file;
  if (entry.path !== path) {
    throw new Refutation(
      "bundle-extra",
      `${entry.path} stands where ${path} should`,
    );
  }
  const hash = createHash("sha256");
  const content = watched(entry.content, (chunk) => hash.update(chunk));
  if (entry.size !== size) throw differs(path, "size");
  if (path === "log.jsonl") await contents.takeLog(content);
  else {
    const bytes = await held({ ...entry, content }, MAX_SMALL_BYTES);
    if (hash.digest("hex") !== sha256) throw differs(path, "digest");
    return contents.take(path, bytes);
  }
  if (hash.digest("hex") !== sha256) throw differs(path, "digest");
}

/** Largest file but for the log and the manifest, in bytes. */
const MAX_SMALL_BYTES = 2 ** 24;

async function held(
  { path, size, content }: TarEntry,
  maxBytes: number,
): Promise<Uint8Array> {
  if (size > maxBytes) {
    throw new Refutation("limit", `${path} is larger than such a file can be`);
  }
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of content) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes;
}

async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  watch: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    watch(chunk);
    yield chunk;
  }
}

function missing(path: string): Refutation {
  return new Refutation("bundle-missing", `${path} is not in its place`);
}

function differs(path: string, what: string): Refutation {
  return new Refutation("bundle-digest", `${path} has another ${what}`);
}
