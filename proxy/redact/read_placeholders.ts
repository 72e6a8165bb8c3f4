import type { Span } from "./finding.ts";
import type { Tag } from "./placeholder.ts";
import { LEAD, readValue, standsApart } from "./read_value.ts";

/** A stretch of text that reads as a placeholder, whoever made it. */
export interface Sighting extends Span {
  readonly tag: Tag;
}

/** What could be made out of a text so far. */
export interface Reading {
  readonly sightings: readonly Sighting[];
  /** From here on, the text may yet turn out to be a placeholder. */
  readonly settled: number;
}

export interface ReadOptions {
  /** Nothing follows: what could still become a placeholder is none. */
  readonly isWhole: boolean;
  /** The last characters that stood before the text, {@link LEAD} or fewer. */
  readonly before?: string;
}

/**
 * Finds everything in `text` that reads as a placeholder, in order.
 *
 * The one grammar of both directions (proxy/SPEC.md §1.2): what it finds in an
 * answer may be restored, so what it finds in a request is a literal to keep
 * apart. It admits what models make of placeholders: escaped or missing angle
 * brackets, another case of the type, a little white space inside.
 */
export function readPlaceholders(
  text: string,
  { isWhole, before = "" }: ReadOptions,
): Reading {
  const sightings: Sighting[] = [];
  let settled = 0;
  for (let at = text.indexOf("pl"); at >= 0;) {
    const open = goesOn(text, at + 2)
      ? openingAt(text, { at, floor: settled, before })
      : undefined;
    const body = open &&
      readBody(text, at + 2, { isWhole, isBare: open.isBare });
    if (body === "partial") return { sightings, settled: open!.outer };
    const value = body ? undefined : valueAt(text, at, {
      floor: settled,
      before,
      isWhole,
    });
    if (value === "partial") return { sightings, settled: at };
    if (typeof body === "object") {
      const start = body.isEscaped ? open!.outer : open!.inner;
      sightings.push({ start, end: body.end, tag: body.tag });
      settled = body.end;
    } else if (value !== undefined) {
      sightings.push(value);
      settled = value.end;
    }
    at = text.indexOf("pl", Math.max(at + 1, settled));
  }
  if (isWhole) return { sightings, settled: text.length };
  return { sightings, settled: openEnd(text, { floor: settled, before }) };
}

/** A placeholder of shape `value` whose `pl` is known. */
function valueAt(
  text: string,
  at: number,
  { floor, before, isWhole }: {
    readonly floor: number;
    readonly before: string;
    readonly isWhole: boolean;
  },
): Sighting | "partial" | undefined {
  const next = text.charAt(at + 2);
  if (next !== "_" && next !== "\\" && next !== "") return undefined;
  return standsApart(leadOf(text, { at, floor, before }))
    ? readValue(text, at, isWhole)
    : undefined;
}

/** What stands before `at`, as far back as the last placeholder. */
function leadOf(
  text: string,
  { at, floor, before }: { at: number; floor: number; before: string },
): string {
  if (at === floor && at > 0) return "";
  return at >= LEAD || floor > 0
    ? text.slice(Math.max(floor, at - LEAD), at)
    : (before + text.slice(0, at)).slice(-LEAD);
}

/** Could a separator begin at `at`? Most words with `pl` in them stop here. */
function goesOn(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return char === 0x3a || char === 0x25 || char <= 0x20 || !(char < 0x80);
}

/** Where a placeholder whose `pl` is known begins. */
interface Opening {
  /** With the backslashes before `<`, which count if `>` has them too. */
  readonly outer: number;
  readonly inner: number;
  readonly isBare: boolean;
}

const OPEN = /(\\{1,4})<\s{0,8}$|(?:<|&lt;|\\{1,4}u003[cC]|%3[cC])\s{0,8}$/;
const OPEN_MAX = 17;
const WORD = /[A-Za-z0-9_]$/;

function openingAt(
  text: string,
  { at, floor, before }: { at: number; floor: number; before: string },
): Opening | undefined {
  const lead = text.slice(Math.max(floor, at - OPEN_MAX), at);
  const open = OPEN.exec(lead);
  if (open !== null) {
    const outer = at - open[0].length;
    return { outer, inner: outer + (open[1]?.length ?? 0), isBare: false };
  }
  return standsApart(leadOf(text, { at, floor, before }))
    ? { outer: at, inner: at, isBare: true }
    : undefined;
}

/** What, at the very end of a text, may go on to open a placeholder. */
const OPEN_BEGUN =
  /(?:(?:\\{1,4}<|<|&lt;|\\{1,4}u003[cC]|%3[cC])\s{0,8}p?|&(?:lt?)?|\\{1,4}(?:u(?:0(?:03?)?)?)?|%3?)$/;

function openEnd(
  text: string,
  { floor, before }: { floor: number; before: string },
): number {
  const from = Math.max(floor, text.length - OPEN_MAX - 1);
  const open = OPEN_BEGUN.exec(text.slice(from));
  if (open !== null) return from + open.index;
  const at = text.length - 1;
  const mayOpen = at >= floor && text[at] === "p" &&
    standsApart(leadOf(text, { at, floor, before }));
  return mayOpen ? at : text.length;
}

interface Body {
  readonly end: number;
  readonly tag: Tag;
  /** It ends in `\>`. */
  readonly isEscaped: boolean;
}

const SPACE = /\s/;
const CLOSE = /\s?(?:>|&gt;|(\\{1,4})>|\\{1,4}u003[eE]|%3[eE])/y;
const CLOSE_BEGUN = /\s?(?:&(?:gt?)?|\\{1,4}(?:u(?:0(?:03?)?)?)?|%3?)?$/y;
const SEPARATOR = /\s{0,8}(?::|%3[aA])\s{0,8}/y;
const SEPARATOR_BEGUN = /\s{0,8}(?:%3?)?$/y;

/** What follows `pl` up to the tag's end, each with what, at a text's end, may become it. */
const PARTS = [
  [SEPARATOR, SEPARATOR_BEGUN],
  [/(?:[A-Za-z0-9]|\\{0,4}_){1,32}/y, /\\{0,4}$/y],
  [SEPARATOR, /(?:\\{0,4}|\s{0,8}(?:%3?)?)$/y],
  [/[0-9a-f]{16}/y, /[0-9a-f]{0,15}$/y],
] as const;

/** Reads on after `pl`; `"partial"` when more text is needed to tell. */
function readBody(
  text: string,
  from: number,
  how: { readonly isWhole: boolean; readonly isBare: boolean },
): Body | "partial" | undefined {
  let at = from;
  for (const [part, begun] of PARTS) {
    const end = matchEnd(part, text, at);
    if (end < 0) {
      const isBegun = !how.isWhole && matchEnd(begun, text, at) >= 0;
      return isBegun ? "partial" : undefined;
    }
    at = end;
  }
  return readClose(text, at, how);
}

function readClose(
  text: string,
  at: number,
  { isWhole, isBare }: { isWhole: boolean; isBare: boolean },
): Body | "partial" | undefined {
  const tag = text.slice(at - 16, at);
  const unclosed = { end: at, tag, isEscaped: false };
  if (isBare && SPACE.test(text.charAt(at))) return unclosed;
  CLOSE.lastIndex = at;
  const close = CLOSE.exec(text);
  if (close !== null) {
    return { end: CLOSE.lastIndex, tag, isEscaped: close[1] !== undefined };
  }
  if (!isWhole && matchEnd(CLOSE_BEGUN, text, at) >= 0) return "partial";
  return WORD.test(text.charAt(at)) ? undefined : unclosed;
}

function matchEnd(part: RegExp, text: string, at: number): number {
  part.lastIndex = at;
  return part.test(text) ? part.lastIndex : -1;
}
