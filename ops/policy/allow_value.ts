import { ConfigError } from "../errors.ts";
import type { Home } from "../home.ts";
import { readIfThere, replaceFile } from "../text_file.ts";
import { parsePolicy } from "./parse_policy.ts";

/**
 * Adds a value's SHA-256 to the policy of a home; `false` if it is there already.
 *
 * @throws {ConfigError} The file is broken, or written so that this cannot add to it.
 */
export async function allowValue(home: Home, sha256: string): Promise<boolean> {
  const text = await readIfThere(home.policy) ?? "";
  const file = home.policy;
  if (parsePolicy(text, { file }).allow.sha256.includes(sha256)) return false;
  const changed = withAllowed(text, sha256);
  if (!isAllowedBy(changed, { sha256, file })) throw byHand(file, sha256);
  await replaceFile(file, changed);
  return true;
}

const TABLE = /^[ \t]*\[[ \t]*allow[ \t]*\][^\n]*(?:\n|$)/m;
const NEXT_TABLE = /^[ \t]*\[/m;
const LIST = /^[ \t]*sha256[ \t]*=[ \t]*\[/m;

/** The text of a policy with one more hash in `allow.sha256`; all else stays as it is. */
export function withAllowed(text: string, sha256: string): string {
  const header = TABLE.exec(text);
  if (header === null) {
    const gap = text === "" || text.endsWith("\n") ? "" : "\n";
    return `${text}${gap}\n[allow]\nsha256 = ["${sha256}"]\n`;
  }
  const start = header.index + header[0].length;
  const rest = text.slice(start);
  const end = start + (NEXT_TABLE.exec(rest)?.index ?? rest.length);
  const list = LIST.exec(text.slice(start, end));
  if (list === null) {
    const gap = header[0].endsWith("\n") ? "" : "\n";
    return `${text.slice(0, start)}${gap}sha256 = ["${sha256}"]\n${rest}`;
  }
  const at = start + list.index + list[0].length;
  const isEmpty = /^\s*\]/.test(text.slice(at));
  const entry = isEmpty ? `"${sha256}"` : `"${sha256}", `;
  return text.slice(0, at) + entry + text.slice(at);
}

function isAllowedBy(
  text: string,
  { sha256, file }: { readonly sha256: string; readonly file: string },
): boolean {
  try {
    return parsePolicy(text, { file }).allow.sha256.includes(sha256);
  } catch {
    return false;
  }
}

function byHand(file: string, sha256: string): ConfigError {
  return new ConfigError("invalid", `Cannot add to allow.sha256 in ${file}`, {
    hint: `Add "${sha256}" there by hand`,
  });
}
