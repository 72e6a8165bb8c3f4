import { createHash } from "node:crypto";
import { bundleFiles, smallPart } from "./bundle_files.ts";
import {
  formatManifest,
  MANIFEST,
  type Manifest,
  MANIFEST_SSHSIG,
} from "./bundle_manifest.ts";
import type { BundleSource } from "./bundle_source.ts";
import { surveyLog } from "./bundle_survey.ts";
import { toHex } from "./bytes.ts";
import type { Hash } from "./entry.ts";
import { gzip } from "./gzip.ts";
import { formatNote, type Signer, signNote } from "./note.ts";
import { armorSshsig, sshsigMessage } from "./sshsig.ts";
import { tar } from "./tar.ts";

/** Evidence in one file, ready to be written. */
export interface Bundle {
  /** What to call the file. */
  readonly name: string;
  readonly manifest: Manifest;
  /** Of the signed manifest, as an `export` record wants it. */
  readonly sha256: Hash;
  /** The file. Reads the log once more, and can be asked for once. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Puts records, what proves them, and how to check them, into one archive.
 *
 * The same records give the same bytes, at any time and on any machine. The
 * log must have been verified; it is read several times, and never held.
 */
export async function makeBundle(source: BundleSource): Promise<Bundle> {
  const survey = await surveyLog(source);
  const parts = await bundleFiles(source, survey);
  const manifest: Manifest = {
    origin: source.origin,
    exported: survey.newest,
    from: source.from,
    to: source.to,
    receipts: {
      all: source.receipts,
      count: source.receipts ? survey.redactions.length : 0,
    },
    sessions: survey.sessions.length,
    files: parts.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
  };
  const note = formatNote(signNote(formatManifest(manifest), source.signer));
  const bytes = new TextEncoder().encode(note);
  const signatures = [
    smallPart(MANIFEST, note),
    smallPart(MANIFEST_SSHSIG, sshsigOver(bytes, source.signer)),
  ];
  return {
    name: bundleName(source.origin, source.to),
    manifest,
    sha256: toHex(createHash("sha256").update(bytes).digest()),
    chunks: gzip(tar([...signatures, ...parts])),
  };
}

/** `waterwall-evidence-<8 hex of the origin>-<size>.tar.gz` */
export function bundleName(origin: string, size: number): string {
  const id = origin.split("/").at(-1)!.slice(0, 8);
  return `waterwall-evidence-${id}-${size}.tar.gz`;
}

function sshsigOver(bytes: Uint8Array, { vkey, sign }: Signer): string {
  return armorSshsig(vkey.publicKey, sign(sshsigMessage(bytes)));
}
