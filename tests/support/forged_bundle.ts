import { smallPart } from "../../audit/bundle_files.ts";
import {
  formatManifest,
  MANIFEST,
  type Manifest,
  MANIFEST_SSHSIG,
  parseManifest,
} from "../../audit/bundle_manifest.ts";
import { gunzip, gzip } from "../../audit/gzip.ts";
import { formatNote, parseNote, signNote } from "../../audit/note.ts";
import { armorSshsig, sshsigMessage } from "../../audit/sshsig.ts";
import { tar, untar } from "../../audit/tar.ts";
import { fromUtf8, inChunks, utf8, whole } from "./byte_stream.ts";
import { testSigner } from "./sample_log.ts";

/** A file of an archive, as text. */
export type File = readonly [path: string, content: string];

/** The files of a bundle, in their order. */
export async function unpacked(bundle: Uint8Array): Promise<readonly File[]> {
  const files: File[] = [];
  for await (const { path, content } of untar(gunzip(inChunks(bundle)))) {
    files.push([path, fromUtf8(await whole(content))]);
  }
  return files;
}

/** An archive of these files, whatever they are. */
export function packed(
  files: readonly File[],
): Promise<Uint8Array<ArrayBuffer>> {
  return whole(gzip(tar(files.map(([path, text]) => smallPart(path, text)))));
}

/** Packs a bundle's files, changed, under a new manifest, as someone with the key could. */
export async function forgedBundle(
  bundle: Uint8Array,
  { change, manifest = {} }: {
    readonly change: (files: readonly File[]) => readonly File[];
    readonly manifest?: Partial<Manifest>;
  },
): Promise<Uint8Array<ArrayBuffer>> {
  const signer = testSigner(7);
  const [[, note], , ...before] = await unpacked(bundle) as [
    File,
    File,
    ...File[],
  ];
  const files = change(before);
  const text = formatManifest({
    ...parseManifest(parseNote(note)!.text)!,
    files: files.map(([path, content]) => smallPart(path, content)),
    ...manifest,
  });
  const signed = formatNote(signNote(text, signer));
  const signature = signer.sign(sshsigMessage(utf8(signed)));
  const sshsig = armorSshsig(signer.vkey.publicKey, signature);
  return await packed([
    [MANIFEST, signed],
    [MANIFEST_SSHSIG, sshsig],
    ...files,
  ]);
}
