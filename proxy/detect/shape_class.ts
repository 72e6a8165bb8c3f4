import { type Charset, charset, complement, WORD } from "./charset.ts";
import type { ShapeReader } from "./shape_reader.ts";

const ESCAPED_CLASSES: Readonly<Record<string, Charset>> = {
  d: charset("0-9"),
  w: WORD,
  s: charset(" \t\r\n\f\v"),
};
const CONTROL: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
};

/** One character as itself, or the set of a class. */
export function readCharacter(reader: ShapeReader): string | Charset {
  const character = reader.next();
  if (character === "[") return readClass(reader);
  if (character === "\\") return readEscape(reader);
  if (".^$*+?{".includes(character)) {
    throw reader.fault(`a bare ${character}`);
  }
  return character;
}

function readEscape(reader: ShapeReader): string | Charset {
  const character = reader.next();
  if (/[A-Za-z0-9]/.test(character)) {
    const set = ESCAPED_CLASSES[character] ?? CONTROL[character];
    if (set === undefined) throw reader.fault(`\\${character}`);
    return set;
  }
  return character;
}

/** Classes by how they are written: rules share them, and what is known of them. */
const classes = new Map<string, Charset>();

function readClass(reader: ShapeReader): Charset {
  const start = reader.at;
  const set = new Uint8Array(129);
  const isNegated = reader.take("^");
  while (reader.peek() !== "]") {
    if (reader.atEnd()) throw reader.fault("an unclosed [");
    readClassPart(reader, set);
  }
  reader.next();
  const source = `${reader.ignoreCase}${reader.source.slice(start, reader.at)}`;
  let shared = classes.get(source);
  if (shared === undefined) {
    const folded = reader.ignoreCase ? foldCase(set) : set;
    shared = isNegated ? complement(folded) : folded;
    if (classes.size < MOST_CLASSES) classes.set(source, shared);
  }
  return shared;
}

const MOST_CLASSES = 1024;

/** Adds a character, a range or a named class to a set. */
function readClassPart(reader: ShapeReader, set: Uint8Array): void {
  const from = reader.take("\\") ? readEscape(reader) : reader.next();
  if (typeof from !== "string") {
    from.forEach((flag, code) => set[code]! |= flag);
    return;
  }
  const isRange = reader.peek() === "-" &&
    reader.source[reader.at + 1] !== "]";
  if (isRange) reader.next();
  const to = !isRange
    ? from
    : reader.take("\\")
    ? readEscape(reader)
    : reader.next();
  if (typeof to !== "string" || to < from) {
    throw reader.fault("a range that runs backwards");
  }
  set.fill(
    1,
    Math.min(from.charCodeAt(0), 128),
    Math.min(to.charCodeAt(0), 128) + 1,
  );
}

function foldCase(set: Charset): Charset {
  return set.map((flag, code) => {
    const isLetter = code >= 65 && code <= 90 || code >= 97 && code <= 122;
    return isLetter && set[code ^ 32] === 1 ? 1 : flag;
  });
}

/** The set of one character, in both cases if case does not count. */
export function single(character: string, ignoreCase: boolean): Charset {
  const set = new Uint8Array(129);
  const forms = ignoreCase
    ? [character.toLowerCase(), character.toUpperCase()]
    : [character];
  for (const form of forms) set[Math.min(form.charCodeAt(0), 128)] = 1;
  return set;
}
