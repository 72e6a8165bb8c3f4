import { createHash } from "node:crypto";
import {
  type LogVerdict,
  readAnchors,
  readLog,
  realDisk,
  type SignedCheckpoint,
  type TlogPolicy,
  verifyLogAt,
} from "../../audit/mod.ts";
import { type KeyFor, keyFor } from "../evidence/key_for.ts";
import { printAttestation } from "../evidence/attest.ts";
import type { Shortfall } from "../evidence/explain_evidence.ts";
import {
  NO_QUORUM,
  parseAge,
  readPolicy,
  readSeen,
  tooOld,
  witnessedUpTo,
} from "../evidence/held_against.ts";
import { outside } from "../evidence/outside.ts";
import { printVerdict } from "../evidence/print_verdict.ts";
import type { VerifierValues } from "../evidence/verifier_values.ts";
import type { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { logAt } from "../log_at.ts";
import { explain } from "../verify/explain.ts";

/** What verify-chain is asked. */
export interface VerifyChainValues extends VerifierValues {
  readonly log: string | undefined;
  /** The home's own key, where it was looked up for an isolate that must not. */
  readonly own?: KeyFor;
}

/** Checks a log with nothing but a public key; reads, and writes nothing. */
export default async function verifyChain(
  values: VerifyChainValues,
  io: Io,
): Promise<Exit> {
  const { pubkey, maxAge, json } = values;
  if (maxAge !== undefined) parseAge(maxAge);
  const policy = await readPolicy(values.policy, io);
  const seen = await readSeen(values.seen, io);
  const path = await logAt(values.log, io);
  const { pinned, source } = values.own ??
    await keyFor(path, { pubkey, io });
  const anchors = policy ? readAnchors(realDisk, path) : [];
  const lines = createHash("sha256");
  const verdict = await verifyLogAt(path, {
    ...pinned && { pinned },
    seen: [...seen, ...anchors],
    ...values.attest && {
      visit: (_, line) => void lines.update(line).update("\n"),
    },
  });
  const { heads } = readLog(path);
  const fallsShort = shortfalls(verdict, {
    policy,
    notes: [...heads, ...anchors],
    maxAge,
  });
  const explained = explain(verdict, {
    key: source,
    headed: heads.length > 0,
    shortfalls: fallsShort,
  });
  if (values.attest && verdict.ok) {
    printAttestation({
      name: verdict.log.origin,
      sha256: lines.digest("hex"),
      shortfalls: [...verdict.weaker, ...fallsShort].map(({ code }) => code),
      property: "WATERWALL_LOG",
    }, io);
    return explained.status;
  }
  return printVerdict(explained, { io, json: json ? verdict : undefined });
}

function shortfalls(
  verdict: LogVerdict,
  { policy, notes, maxAge }: {
    readonly policy: TlogPolicy | undefined;
    readonly notes: readonly SignedCheckpoint[];
    readonly maxAge: string | undefined;
  },
): readonly Shortfall[] {
  if (!verdict.ok) return [];
  const isWitnessed = !policy || witnessedUpTo(notes, policy) > 0;
  return [
    ...isWitnessed ? [] : [NO_QUORUM],
    ...tooOld(verdict.log.until, { maxAge, nowMs: outside.nowMs() }),
  ];
}
