import { table } from "../table.ts";
import type { Fate, Judged } from "./judge.ts";

/** What a whole run found out. */
export interface Proof {
  readonly requests: readonly Judged[];
  /** Whether the log verifies with its signed head, in words if it does not. */
  readonly log: { readonly verified: boolean; readonly says: string };
}

/** Whether nothing leaked, everything came back and all of it is on record. */
export function holds({ requests, log }: Proof): boolean {
  return requests.length > 0 && log.verified &&
    requests.every(({ good }) => good);
}

/** The proof for people. Canaries are masked unless asked to be shown. */
export function report(
  proof: Proof,
  { show }: { readonly show: boolean },
): readonly string[] {
  const [first] = proof.requests;
  return [
    ...table([
      ["#", "mode", "wire", "answer", "sent", "provider received"]
        .concat("client got back", "in the log"),
      ...proof.requests.map((judged, nth) => row(judged, nth, proof)),
    ]),
    "",
    ...first
      ? [
        "Request 1, secret by secret:",
        ...table(first.fates.map(fateRow(show))),
      ]
      : [],
    "",
    `log: ${proof.log.says}`,
    conclusion(proof),
  ];
}

/** The same for programs. */
export function reportJson(
  proof: Proof,
  { show }: { readonly show: boolean },
): string {
  const requests = proof.requests.map(({ fates, ...judged }) => ({
    ...judged,
    secrets: fates.map(({ secret, ...fate }) =>
      show ? { ...fate, secret } : fate
    ),
  }));
  return JSON.stringify({ ok: holds(proof), log: proof.log, requests });
}

function row(judged: Judged, nth: number, { log }: Proof): readonly string[] {
  const leaked = judged.fates.filter((fate) => fate.leaked.length > 0);
  const verified = log.verified ? "verified" : "NOT VERIFIED";
  return [
    `${nth + 1}`,
    judged.mode,
    judged.wire,
    judged.answer,
    `${judged.fates.length} secrets`,
    `${judged.placeholders} placeholders, ${
      leaked.length === 0 ? "no secret" : `LEAKED ${leaked.length}`
    }`,
    judged.identical ? "identical" : `DIFFERENT (status ${judged.status})`,
    judged.seq === undefined ? "NO RECORD" : `seq ${judged.seq}, ${verified}`,
  ];
}

function fateRow(show: boolean): (fate: Fate) => readonly string[] {
  return ({ kind, begins, secret, leaked, placeholder }) => [
    `  ${kind}`,
    show ? JSON.stringify(secret).slice(1, -1) : `${begins}…`,
    "→",
    leaked.length > 0 ? `LEAKED (${leaked.join(", ")})` : placeholder ?? "?",
  ];
}

function conclusion(proof: Proof): string {
  const bad = proof.requests.filter(({ good }) => !good).length;
  const secrets = proof.requests.reduce((sum, r) => sum + r.fates.length, 0);
  return holds(proof)
    ? `OK ${proof.requests.length} requests with ${secrets} secrets: nothing leaked, everything came back byte for byte, all on record`
    : `FAIL ${bad} of ${proof.requests.length} requests${
      proof.log.verified ? "" : ", and the log does not verify"
    }`;
}
