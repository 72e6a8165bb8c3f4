import { JsonError } from "../json/json_error.ts";
import type { Edit } from "../json/rewrite_strings.ts";
import { pathTree } from "../json/path_tree.ts";
import { decodeString, encodeString } from "../json/string_token.ts";
import { type Keys, walkStrings } from "../json/walk_strings.ts";
import type { Span } from "../redact/finding.ts";
import { readPlaceholders } from "../redact/read_placeholders.ts";
import { restorations, type RestoreOptions } from "../redact/restore.ts";
import type { Argument, Guard } from "./tool_call.ts";

/** A string within the text of a call's arguments. */
type Leaf = Argument & Span;

/** Nothing is known of the places in a call's arguments. */
const ANYWHERE = pathTree<never>([]);

export interface SettleOptions extends RestoreOptions {
  readonly guard: Guard;
  readonly name: string;
  /** Placeholders before this offset are none of its business. */
  readonly from: number;
}

/**
 * The edits that put secrets back into the whole text of a call's arguments,
 * or say at the end of an argument why they do not go back.
 *
 * `dialect` tells what the text is: JSON source, or one argument as it is.
 */
export function settle(
  text: string,
  { guard, name, from, ...options }: SettleOptions,
): readonly Edit[] {
  const sightings = readPlaceholders(text, { isWhole: true }).sightings
    .filter(({ start }) => start >= from);
  if (sightings.length === 0) return [];
  const known = sightings.filter(({ tag }) =>
    options.lookup(tag) !== undefined
  );
  const leaves = leavesOf(text, options.dialect).map((leaf) =>
    known.some((one) => encloses(leaf, one))
      ? { ...leaf, isHolding: true }
      : leaf
  );
  const rule = guard.judge({ name, arguments: leaves });
  const notes = new Map<number, Edit>();
  const restored = sightings.flatMap((sighting) => {
    const leaf = leaves.find((each) => encloses(each, sighting));
    if (leaf === undefined) return [];
    const ruling = rule(leaf.keys);
    if (ruling.kind === "restore") {
      return restorations({ sightings: [sighting], settled: 0 }, options);
    }
    if (options.lookup(sighting.tag) === undefined) {
      options.tally.unknown++;
      return [];
    }
    if (leaf.isKey) return [];
    const { end } = leaf;
    const note = noteFor(leaf.text, ruling.note);
    const put = options.dialect === "json" ? encodeString(note) : note;
    notes.set(end, { start: end, end, text: put });
    return [];
  });
  return [...restored, ...notes.values()]
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A note as it stands at the end of an argument: a comment, or a URL's fragment. */
export function noteFor(text: string, note: string): string {
  return `${text.includes("\n") ? "\n" : " "}# ${note}`;
}

function leavesOf(text: string, dialect: RestoreOptions["dialect"]): Leaf[] {
  if (dialect === "plain") {
    return [{ keys: [], text, start: 0, end: text.length }];
  }
  const leaves: Leaf[] = [];
  try {
    walkStrings(text, {
      root: ANYWHERE,
      visit({ start, end, text, isKey }, keys: () => Keys) {
        if (isKey && !text.includes("pl")) return;
        leaves.push({ keys: keys(), text, start, end, isKey });
      },
    });
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return looseLeaves(text);
  }
  return leaves;
}

const STRING = /"((?:[^"\\]|\\.)*)(?:"(\s*:)?|$)/gs;

/** The strings of a text that breaks off, or is JSON only to lenient readers. */
function looseLeaves(text: string): Leaf[] {
  let key = "";
  const leaves = [...text.matchAll(STRING)].map((found): Leaf => {
    const start = found.index + 1;
    const end = start + found[1]!.length;
    const value = decodeString(text, { start, end });
    const isKey = found[2] !== undefined;
    if (isKey) key = value;
    return { keys: [key], text: value, start, end, isKey };
  });
  return leaves.length > 0
    ? leaves
    : [{ keys: [], text, start: 0, end: text.length }];
}
