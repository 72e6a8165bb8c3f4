import type { ResponseRules } from "./providers/provider.ts";
import type { RestoreOptions } from "./redact/restore.ts";
import { restoreText } from "./restore_text.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Puts secrets back into a whole answer.
 *
 * What is not even UTF-8, or holds no placeholder, returns as the very same
 * `bytes`.
 */
export function restoreJson(
  bytes: Bytes,
  options: Omit<RestoreOptions, "dialect"> & {
    readonly rules: ResponseRules;
  },
): Bytes {
  const text = decodeUtf8(bytes);
  if (text === undefined) return bytes;
  const restored = restoreText(text, options);
  return restored === text ? bytes : encodeUtf8(restored);
}
