import { type Edit, edit } from "../json/rewrite_strings.ts";
import { encodeString } from "../json/string_token.ts";
import type { Lookup } from "./placeholder.ts";
import type { Guard } from "../guard/tool_call.ts";
import { type Reading, readPlaceholders } from "./read_placeholders.ts";

/** How text inside a JSON string is itself encoded. */
export type Dialect =
  /** Human text: a secret goes back in as it is. */
  | "plain"
  /** JSON source inside a string: a secret goes back in JSON-escaped. */
  | "json";

/** Counts of one response, added up as it is restored. */
export interface Tally {
  /** Placeholders that became secrets again. */
  restored: number;
  /** Look-alikes that stayed as they were. */
  unknown: number;
}

export interface RestoreOptions {
  readonly lookup: Lookup;
  readonly dialect: Dialect;
  readonly tally: Tally;
  /** Rules on tool calls; without one, they are restored like all else. */
  readonly guard?: Guard | undefined;
}

/** Puts secrets back. What is not ours stays as it is. */
export function restore(text: string, options: RestoreOptions): string {
  return edit(
    text,
    restorations(readPlaceholders(text, { isWhole: true }), options),
  );
}

/** The edits that put secrets back in the place of the placeholders that were seen. */
export function restorations(
  { sightings }: Reading,
  { lookup, dialect, tally }: RestoreOptions,
): readonly Edit[] {
  return sightings.flatMap(({ start, end, tag }) => {
    const secret = lookup(tag);
    if (secret === undefined) {
      tally.unknown++;
      return [];
    }
    tally.restored++;
    const text = dialect === "json" ? encodeString(secret) : secret;
    return [{ start, end, text }];
  });
}
