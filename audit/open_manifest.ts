import {
  isBundlePath,
  type Manifest,
  parseManifest,
} from "./bundle_manifest.ts";
import { parseNote } from "./note.ts";
import { Refutation } from "./refutation.ts";

/** What every bundle has, beside the files that stand before its log. */
const ALWAYS = ["controls.json", "log.vkey", "pubkey.pem", "allowed_signers"];

/**
 * Reads a signed manifest, as far as it makes sense in itself.
 *
 * Its signature is for later: which key it takes, the log will tell.
 *
 * @throws {Refutation} `note`, `bundle-extra`, `bundle-missing`.
 */
export function openManifest(text: string): Manifest {
  const note = parseNote(text);
  const manifest = note && parseManifest(note.text);
  if (!manifest) {
    throw new Refutation("note", "MANIFEST is not written as one");
  }
  const paths = manifest.files.map(({ path }) => path);
  const stranger = paths.find((path) => !isBundlePath(path));
  if (stranger !== undefined) {
    throw new Refutation("bundle-extra", `${stranger} has no place here`);
  }
  if (new Set(paths).size < paths.length) {
    throw new Refutation("bundle-extra", "a file is listed twice");
  }
  const lacking = ALWAYS.find((path) => !paths.includes(path));
  if (lacking !== undefined || !isInOrder(paths, manifest)) {
    const what = lacking ?? "checkpoint, frontier, keys, anchors or log.jsonl";
    throw new Refutation("bundle-missing", `${what} is not in its place`);
  }
  return manifest;
}

/** What the log is held against must come before it. */
function isInOrder(paths: readonly string[], { from }: Manifest): boolean {
  const first = [
    "checkpoint",
    ...(from > 0 ? ["frontier"] : []),
    ...paths.filter((path) => /^(?:keys|anchors)\//.test(path)),
    "log.jsonl",
  ];
  return first.every((path, i) => paths[i] === path) &&
    (from > 0 || !paths.includes("frontier"));
}
