import { WholeCalls } from "./guard/whole_calls.ts";
import { JsonError } from "./json/json_error.ts";
import { rewriteStrings } from "./json/rewrite_strings.ts";
import type { ResponseRules } from "./providers/provider.ts";
import { type Handling, responseTree } from "./providers/trees.ts";
import { readPlaceholders } from "./redact/read_placeholders.ts";
import {
  restorations,
  restore,
  type RestoreOptions,
} from "./redact/restore.ts";
import { restoreFile } from "./restore_file.ts";

/** Of a text of which nothing is known. */
export const NO_RULES: ResponseRules = { opaque: [], json: [] };

/** Puts secrets back into a whole text: JSON, JSON lines, or any other. */
export function restoreText(
  text: string,
  { rules, ...options }: Omit<RestoreOptions, "dialect"> & {
    readonly rules: ResponseRules;
  },
): string {
  return restoreStrings(text, { rules, ...options }) ??
    restoreLines(text, { rules, ...options }) ??
    restore(text, { ...options, dialect: "plain" });
}

/** Of JSON lines, such as a batch's results; `undefined` if `text` is none. */
function restoreLines(
  text: string,
  options: Parameters<typeof restoreStrings>[1],
): string | undefined {
  const counts = { ...options.tally };
  const lines = text.split("\n").map((line) =>
    line.trim() === "" ? line : restoreStrings(line, options)
  );
  if (lines.every((line) => line !== undefined)) return lines.join("\n");
  Object.assign(options.tally, counts);
  return undefined;
}

/** `undefined` if `text` is not JSON. */
function restoreStrings(
  text: string,
  { rules, ...options }: Omit<RestoreOptions, "dialect"> & {
    rules: ResponseRules;
  },
): string | undefined {
  let json: unknown;
  const calls = new WholeCalls({
    ...options,
    json: () => json ??= JSON.parse(text),
  });
  try {
    return rewriteStrings<Handling>(text, {
      root: responseTree(rules),
      rewrite(token, keys) {
        const { text: value, value: handling } = token;
        if (handling?.kind === "tool") {
          return calls.edits({ token, keys: keys(), ...handling });
        }
        if (handling?.kind === "file") {
          return restoreFile(
            value,
            (text) => restoreText(text, { ...options, rules: NO_RULES }),
          );
        }
        if (handling?.kind === "opaque" || !value.includes("pl")) return [];
        const dialect = handling?.kind === "json" ? "json" : "plain";
        const reading = readPlaceholders(value, { isWhole: true });
        return restorations(reading, { ...options, dialect });
      },
    });
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
