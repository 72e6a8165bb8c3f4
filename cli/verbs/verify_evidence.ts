import { verifyBundle } from "../../audit/mod.ts";
import { printAttestation } from "../evidence/attest.ts";
import { digested } from "../evidence/digested.ts";
import { evidenceFile } from "../evidence/evidence_file.ts";
import {
  type Asked,
  explainBundle,
  explainRefuted,
  type Shortfall,
} from "../evidence/explain_evidence.ts";
import {
  NO_QUORUM,
  parseAge,
  readPolicy,
  readSeen,
  tooOld,
  witnessedUpTo,
} from "../evidence/held_against.ts";
import { outside } from "../evidence/outside.ts";
import { pinnedKey } from "../evidence/pinned_key.ts";
import { printVerdict } from "../evidence/print_verdict.ts";
import type { VerifierValues } from "../evidence/verifier_values.ts";
import type { Exit } from "../exit.ts";
import type { Io } from "../io.ts";

/** What verify-evidence is asked. */
export interface VerifyEvidenceValues extends VerifierValues {
  readonly bundle: string;
}

/** Checks a bundle with nothing but a public key; extracts and writes nothing. */
export default async function verify(
  values: VerifyEvidenceValues,
  io: Io,
): Promise<Exit> {
  const { bundle, json, maxAge } = values;
  if (maxAge !== undefined) parseAge(maxAge);
  const pinned = pinnedKey(values.pubkey);
  const policy = await readPolicy(values.policy, io);
  const seen = await readSeen(values.seen, io);
  const file = digested(await evidenceFile(bundle, io));
  const verdict = await verifyBundle(file.chunks, { pinned, seen });
  if (!verdict.ok) {
    return printVerdict(explainRefuted(verdict), {
      io,
      json: json ? verdict : undefined,
    });
  }
  const witnessed = policy && witnessedUpTo(verdict.notes, policy);
  const newest = Math.max(0, ...seen.map(({ size }) => size));
  const asked: Asked = {
    shortfalls: [
      ...verdict.weaker,
      ...witnessed === 0 ? [NO_QUORUM] : [],
      ...newest > verdict.log.size ? [seenMore(newest)] : [],
      ...tooOld(verdict.log.until, { maxAge, nowMs: outside.nowMs() }),
    ],
    pinsOrigin: pinned.origin !== undefined,
    witnessed,
  };
  const explained = explainBundle(verdict, asked);
  if (values.attest) {
    printAttestation({
      name: bundle.split(/[/\\]/).at(-1)!,
      sha256: file.sha256(),
      shortfalls: asked.shortfalls.map(({ code }) => code),
      property: "WATERWALL_EVIDENCE",
    }, io);
    return explained.status;
  }
  const { log, manifest, remarks } = verdict;
  const { files: _, ...rest } = manifest;
  const shown = {
    ok: true,
    weaker: asked.shortfalls,
    log,
    manifest: rest,
    remarks,
  };
  return printVerdict(explained, { io, json: json ? shown : undefined });
}

function seenMore(size: number): Shortfall {
  return {
    code: "stale",
    explanation:
      `what is newer: ${size} records of this log were seen elsewhere before`,
  };
}
