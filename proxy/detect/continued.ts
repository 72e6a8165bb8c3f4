import { charset, has } from "./charset.ts";
import { type CompiledRule, type Match, matchRule } from "./compiled_rule.ts";
import { type View, ViewWriter } from "./encoded/view.ts";
import { RunEnds } from "./match.ts";
import { looksRandom } from "./plausible.ts";

const IN_TOKEN = charset("A-Za-z0-9_+/=.-");
const MOST_LINES = 24;
/** Shortest piece before a break, and shortest that may follow a whole token. */
const LEAST_PIECE = 12;
const LEAST_REST = 8;
const MOST_LINE = 512;

/** What was found, and how far was looked for it. */
export interface Continued {
  readonly match: Match | undefined;
  readonly looked: number;
}

/**
 * A token that a terminal or a mail program broke into lines, as a whole.
 *
 * @param whole the match on the first line alone, if there is one.
 */
export function matchContinued(
  compiled: CompiledRule,
  text: string,
  { at, whole, runs }: {
    readonly at: number;
    readonly whole: Match | undefined;
    readonly runs: RunEnds;
  },
): Continued {
  const end = runs.endOf(IN_TOKEN, at);
  const alone = { match: whole, looked: end };
  const isPiece = end - at >= LEAST_PIECE && end - at <= MOST_LINE;
  if (!isPiece || whole !== undefined && whole.end !== end) return alone;
  const next = nextPiece(text, end);
  if (next === undefined || !mayGoOn(text, next, whole)) return alone;
  const view = joinLines(text, { start: at, end }, compiled.most);
  const joined = matchRule(compiled, view.text, {
    at: 0,
    runs: new RunEnds(view.text),
  });
  const looked = view.endOf(view.text.length);
  if (joined === undefined) return { match: whole, looked };
  const start = view.startOf(joined.start);
  return { match: { start, end: view.endOf(joined.end) }, looked };
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** After a token that is whole, only what looks like more of it. */
function mayGoOn(text: string, next: Piece, whole: Match | undefined): boolean {
  if (whole === undefined) return true;
  return next.end - next.start >= LEAST_REST &&
    /\d/.test(text.slice(next.start, next.end)) &&
    looksRandom(text, next.start, next.end);
}

function pieceEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + MOST_LINE);
  while (at < limit && has(IN_TOKEN, text.charCodeAt(at))) at++;
  return at;
}

const BREAK = /(?:\r?\n|\\r\\n|\\n)[ \t>|]{0,24}/y;

/** The next line's piece, if that line has nothing else. */
function nextPiece(text: string, end: number): Piece | undefined {
  BREAK.lastIndex = end;
  const found = BREAK.exec(text);
  if (found === null) return undefined;
  const start = end + found[0].length;
  const stop = pieceEnd(text, start);
  const isAlone = stop >= text.length ||
    /[\s"'`<,;)\\]/.test(text.charAt(stop));
  return stop > start && isAlone ? { start, end: stop } : undefined;
}

/** A piece and those that go on from it, until they are longer than `most`. */
function joinLines(text: string, first: Piece, most: number): View {
  const writer = new ViewWriter();
  let piece: Piece | undefined = first;
  const width = first.end - first.start;
  for (let i = 0; i < MOST_LINES && piece !== undefined; i++) {
    writer.copy(text, piece.start, piece.end);
    const isLast: boolean = i > 0 && piece.end - piece.start < width ||
      writer.length > most;
    piece = isLast ? undefined : nextPiece(text, piece.end);
  }
  return writer.finish();
}
