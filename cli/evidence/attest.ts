import type { Io } from "../io.ts";
import { VERSION } from "../version.ts";
import { outside } from "./outside.ts";

/** What a statement is about, and what was found. */
export interface Attested {
  /** Name of the file that was checked. */
  readonly name: string;
  /** Of its bytes. */
  readonly sha256: string;
  readonly nowMs: number;
  /** Codes of what fell short of what was asked. */
  readonly shortfalls: readonly string[];
  /** What was verified, e.g. `WATERWALL_EVIDENCE`. */
  readonly property: string;
}

/**
 * An in-toto statement that a file was verified, unsigned: who makes it vouches
 * for it.
 *
 * @see https://github.com/in-toto/attestation/blob/main/spec/predicates/svr.md
 */
export function attestation(attested: Attested): object {
  const { name, sha256, nowMs, shortfalls, property } = attested;
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name, digest: { sha256 } }],
    predicateType: "https://in-toto.io/attestation/svr/v0.2",
    predicate: {
      verifier: { id: `pkg:npm/%40waterwall/waterwall@${VERSION}` },
      timeCreated: new Date(nowMs).toISOString(),
      properties: [
        `${property}_SIGNED_AND_UNALTERED`,
        ...shortfalls.map((code) =>
          `${property}_WEAKER_${code.toUpperCase().replaceAll("-", "_")}`
        ),
      ],
    },
  };
}

/** Prints the statement, as of now. */
export function printAttestation(
  attested: Omit<Attested, "nowMs">,
  io: Io,
): void {
  const nowMs = outside.nowMs();
  io.print(JSON.stringify(attestation({ ...attested, nowMs })));
}
