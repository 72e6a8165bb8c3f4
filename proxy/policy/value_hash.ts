import { createHash } from "node:crypto";
import type { Hash } from "../../audit/mod.ts";

/** SHA-256 of a value's UTF-8, in hex: what `allow.sha256` holds. */
export function valueHash(value: string): Hash {
  return createHash("sha256").update(value, "utf8").digest("hex");
}
