import { editBytes } from "../coded_text.ts";
import type { Edit } from "../json/rewrite_strings.ts";
import { itemsOf, membersOf, skipSpace } from "../json/members.ts";
import { decodeString, encodeString } from "../json/string_token.ts";
import type { Span } from "../redact/finding.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";
import { type HintPlace, NOTE, type Template } from "./hint_place.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Signed by Claude Code and stripped by the server: nothing may stand in it. */
const BILLING = /^x-anthropic-billing-header/;

/**
 * Puts a note at the end of a request's system prompt.
 *
 * Not one character beside it changes, and it stands in the same place in every
 * turn: prefixes that a provider caches up to a breakpoint stay what they were.
 * A request that has no known place for it returns as the very same `bytes`.
 */
export function addHint(
  bytes: Bytes,
  { note, places }: {
    readonly note: string;
    readonly places: readonly HintPlace[];
  },
): Bytes {
  const text = decodeUtf8(bytes);
  if (text === undefined || !isObject(text)) return bytes;
  const place = places.find((each) => applies(text, each));
  const edits = place === undefined ? [] : hintEdits(text, { note, place });
  return editBytes(bytes, { text, write: encodeUtf8 }, edits);
}

function isObject(text: string): boolean {
  if (!/^\uFEFF?\s*\{/.test(text)) return false;
  try {
    JSON.parse(text.replace(/^\uFEFF/, ""));
    return true;
  } catch {
    return false;
  }
}

function applies(text: string, { needs, never = [] }: HintPlace): boolean {
  return needs.every((path) => find(text, path) !== undefined) &&
    never.every((path) => find(text, path) === undefined);
}

function hintEdits(
  text: string,
  { note, place }: { readonly note: string; readonly place: HintPlace },
): readonly Edit[] {
  const put = (template: Template) => written(template, note);
  switch (place.kind) {
    case "member": {
      const found = place.names.map((name) => find(text, name))
        .find((span) => span !== undefined);
      if (found === undefined) {
        return addMember(text, place.names[0]!, put(place.whole));
      }
      const list = place.list === undefined
        ? found
        : membersOf(text, found.start)?.get(place.list);
      return list === undefined ? [] : append(text, { at: list, note, place });
    }
    case "message": {
      const list = find(text, place.list);
      const items = list && itemsOf(text, list.start);
      if (items === undefined) return [];
      const prompt = items[0] && promptOf(text, items[0], place.roles);
      if (prompt) return append(text, { at: prompt, note, place });
      const at = skipSpace(text, list!.start + 1);
      const end = items.length > 0 ? "," : "";
      return [{ start: at, end: at, text: put(place.whole) + end }];
    }
  }
}

/** The content of a message, if it has one of these roles. */
function promptOf(
  text: string,
  message: Span,
  roles: readonly string[],
): Span | undefined {
  const members = membersOf(text, message.start);
  const role = members?.get("role");
  return role && roles.includes(stringAt(text, role) ?? "")
    ? members?.get("content")
    : undefined;
}

/** At the end of a text, or of a list of parts. */
function append(
  text: string,
  { at, note, place }: {
    readonly at: Span;
    readonly note: string;
    readonly place: HintPlace;
  },
): readonly Edit[] {
  const prompt = stringAt(text, at);
  if (prompt !== undefined) {
    if (BILLING.test(prompt)) return [];
    const end = at.end - 1;
    const gap = prompt === "" ? "" : "\n\n";
    return [{ start: end, end, text: encodeString(gap + note) }];
  }
  const items = itemsOf(text, at.start);
  if (items === undefined) return [];
  const end = items.at(-1)?.end ?? at.start + 1;
  const comma = items.length > 0 ? "," : "";
  const part = comma + written(place.part, note);
  return [{ start: end, end, text: part }];
}

function addMember(text: string, path: string, value: string): readonly Edit[] {
  const steps = path.split(".");
  const name = steps.pop()!;
  const parent = steps.length === 0 ? root(text) : find(text, steps.join("."));
  if (parent === undefined || text[parent.start] !== "{") return [];
  const none = membersOf(text, parent.start)?.get(name);
  if (none !== undefined) return [{ ...none, text: value }];
  const at = skipSpace(text, parent.start + 1);
  const comma = text[at] === "}" ? "" : ",";
  return [{
    start: at,
    end: at,
    text: `${JSON.stringify(name)}:${value}${comma}`,
  }];
}

/** Where the value at a dotted path stands; one that is null counts as none. */
function find(text: string, path: string): Span | undefined {
  let at: Span | undefined = root(text);
  for (const step of path.split(".")) {
    at = at && membersOf(text, at.start)?.get(step);
  }
  return at && text.startsWith("null", at.start) ? undefined : at;
}

function root(text: string): Span {
  const start = skipSpace(text, text.startsWith("\uFEFF") ? 1 : 0);
  return { start, end: text.length };
}

function stringAt(text: string, { start, end }: Span): string | undefined {
  return text[start] === '"'
    ? decodeString(text, { start: start + 1, end: end - 1 })
    : undefined;
}

function written(template: Template, note: string): string {
  return JSON.stringify(
    template,
    (_, value) => value === NOTE ? note : value,
  );
}
