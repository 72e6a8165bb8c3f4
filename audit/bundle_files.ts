import { createHash } from "node:crypto";
import type { ManifestFile } from "./bundle_manifest.ts";
import type { BundleSource } from "./bundle_source.ts";
import type { LogSurvey } from "./bundle_survey.ts";
import VERIFY_MD from "./evidence/verify.md" with { type: "text" };
import VERIFY_PY from "./evidence/verify.py" with { type: "text" };
import { CATALOGUE_TEXT } from "./frameworks.ts";
import { formatFrontier } from "./frontier_file.ts";
import { linesOf } from "./lines_of.ts";
import { publicKeyPem, sshPublicKey } from "./public_key.ts";
import { formatReceipt } from "./receipt.ts";
import { SSHSIG_NAMESPACE } from "./sshsig.ts";
import type { TarSource } from "./tar.ts";
import { formatVkey, type Vkey } from "./vkey.ts";

/** A file of a bundle: what the manifest says of it, and its content. */
export interface BundlePart extends ManifestFile, TarSource {}

/** All files of a bundle in their order, but for the manifest and its signature. */
export async function bundleFiles(
  source: BundleSource,
  survey: LogSurvey,
): Promise<readonly BundlePart[]> {
  const { from, checkpoint, log, attachments, receipts, signer } = source;
  const wanted = receipts ? survey.redactions : [];
  const attached = attachments.map(({ path, bytes }) => smallPart(path, bytes));
  const before = attached.filter(({ path }) =>
    /^(?:keys|anchors)\//.test(path)
  );
  const policies = attached.filter(({ path, sha256 }) =>
    survey.policies.has(sha256) && path === `policy/${sha256}.json`
  );
  return [
    smallPart("checkpoint", checkpoint),
    ...(from > 0 ? [frontierPart(source, survey)] : []),
    ...before,
    await measured("log.jsonl", log),
    ...await receiptParts("receipts", wanted, { source, survey }),
    ...await receiptParts("sessions", survey.sessions, { source, survey }),
    ...policies,
    smallPart("controls.json", CATALOGUE_TEXT),
    ...Object.entries(keyFiles(signer.vkey))
      .map(([path, text]) => smallPart(path, text)),
    smallPart("verify.md", VERIFY_MD),
    smallPart("verify.py", VERIFY_PY),
  ];
}

/** The files that name the signing key, for software that wants them so. */
export function keyFiles(vkey: Vkey): Readonly<Record<string, string>> {
  const key = sshPublicKey(vkey.publicKey);
  return {
    "log.vkey": formatVkey(vkey) + "\n",
    "pubkey.pem": publicKeyPem(vkey.publicKey),
    allowed_signers: `${vkey.name} namespaces="${SSHSIG_NAMESPACE}" ${key}\n`,
  };
}

/** A file that is held in memory. */
export function smallPart(
  path: string,
  content: string | Uint8Array,
): BundlePart {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  return {
    path,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    content: () => [bytes],
  };
}

async function measured(
  path: string,
  content: () => AsyncIterable<Uint8Array>,
): Promise<BundlePart> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of content()) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { path, size, sha256: hash.digest("hex"), content };
}

function frontierPart(
  { before }: BundleSource,
  { firstNote }: LogSurvey,
): BundlePart {
  if (!before || !firstNote) {
    throw new TypeError(
      "Cannot begin a bundle in the middle without a boundary",
    );
  }
  const { frontier: { nodes }, prev: prevHash } = before;
  return smallPart(
    "frontier",
    formatFrontier({ nodes, prevHash, checkpoint: firstNote }),
  );
}

interface Derived {
  readonly source: BundleSource;
  readonly survey: LogSurvey;
}

/**
 * Receipts are made twice, to be measured and to be written, and never all held:
 * their contents must be taken in order.
 */
async function receiptParts(
  folder: string,
  seqs: readonly number[],
  derived: Derived,
): Promise<readonly BundlePart[]> {
  if (seqs.length === 0) return [];
  const parts: BundlePart[] = [];
  const again = receiptsOf(seqs, derived);
  for await (const { seq, bytes } of receiptsOf(seqs, derived)) {
    const isLast = parts.length === seqs.length - 1;
    const content = async function* () {
      const { value } = await again.next();
      if (value) yield value.bytes;
      if (isLast) await again.return(undefined);
    };
    parts.push({ ...smallPart(`${folder}/${seq}.json`, bytes), content });
  }
  return parts;
}

async function* receiptsOf(
  seqs: readonly number[],
  { source: { from, log, checkpoint }, survey: { tree } }: Derived,
): AsyncGenerator<{ readonly seq: number; readonly bytes: Uint8Array }> {
  const wanted = new Set(seqs);
  let seq = from;
  for await (const line of linesOf(log())) {
    if (wanted.has(seq)) {
      const record = new TextDecoder().decode(line);
      const receipt = { record, proof: tree.proof(seq), checkpoint };
      const text = formatReceipt(receipt, "json");
      yield { seq, bytes: new TextEncoder().encode(text) };
    }
    seq += 1;
  }
}
