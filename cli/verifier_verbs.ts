import { namedFiles } from "./named_files.ts";
import { flag, one, text, texts } from "./parameter.ts";
import { json } from "./usual_options.ts";
import { type AnyVerb, verb } from "./verb.ts";
import type { VerifyEvidenceValues } from "./verbs/verify_evidence.ts";
import type { VerifyReceiptValues } from "./verbs/verify_receipt.ts";

/** What every verifier of evidence can be asked beside the signature. */
export const heldAgainst = {
  pubkey: text("FILE|VKEY", "the key to trust, as a vkey or a public PEM"),
  seen: texts(
    "FILE",
    "notes, receipts or bundles that were seen before",
  ),
  policy: text("FILE", "witnesses that must have seen it (C2SP tlog-policy)"),
  json,
  attest: flag("print an in-toto statement of what was verified"),
};

/** How old the newest record, or that of a receipt, may be. */
export const maxAge = text(
  "AGE",
  "how old the newest record may be, e.g. 24h or 7d",
);

/** The verbs that check what somebody handed over. */
export const VERIFIER_VERBS: readonly AnyVerb[] = [
  verb({
    name: "verify-receipt",
    summary: "Check the receipt of one record",
    group: "Check",
    arguments: { file: one("FILE", "the receipt: JSON or .tlog-proof") },
    options: { ...heldAgainst, maxAge },
    examples: [{
      line: "waterwall verify-receipt 7.json --pubkey log.vkey",
      purpose: "exit 0 verified, 1 wrong, 2 unreadable",
    }],
    confine: async (values, io) => ({
      values: values satisfies VerifyReceiptValues,
      reads: await namedFiles(values.file, values, io),
    }),
  }),
  verb({
    name: "verify-evidence",
    summary: "Check a bundle of evidence, without unpacking it",
    group: "Check",
    arguments: { bundle: one("BUNDLE", "the .tar.gz that was exported") },
    options: { ...heldAgainst, maxAge },
    examples: [{
      line: "waterwall verify-evidence evidence.tar.gz --pubkey log.vkey",
      purpose: "exit 0 verified, 1 wrong, 2 unreadable, 3 weaker than asked",
    }],
    confine: async (values, io) => ({
      values: values satisfies VerifyEvidenceValues,
      reads: await namedFiles(values.bundle, values, io),
    }),
  }),
];
