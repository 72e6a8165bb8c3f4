import { UNSEEN } from "./unseen.ts";

/**
 * Finds any of many words in one pass over a text, in either case.
 *
 * An Aho–Corasick automaton with every transition spelled out in one flat
 * table: reading a character is two array look-ups, whatever the words are.
 * Rare characters may be taken for one another, so whoever is told of a word
 * looks whether it is that word.
 */
export interface Automaton {
  /** Column of each UTF-16 code unit; 0 for those in no word. */
  readonly columns: Uint8Array;
  /** (state << shift) + column → next state. */
  readonly next: Uint16Array | Int32Array;
  /** States from this one on end a word. */
  readonly firstHit: number;
  /** State - firstHit → where its words begin in `words`. */
  readonly hitStart: Int32Array;
  /** Indices of the words that end in each hit state, in the states' order. */
  readonly words: Int32Array;
  /** log2 of the number of columns. */
  readonly shift: number;
}

/** Builds the automaton for words given in lower case. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const { columns, width } = assignColumns(words);
  const shift = Math.max(1, Math.ceil(Math.log2(width)));
  const trie = buildTrie(words, columns, shift);
  const order = closeTransitions(trie, shift);
  return renumber(trie, order, { columns, shift });
}

interface Trie {
  /** (state << shift) + column → child, or 0. */
  readonly next: Uint16Array | Int32Array;
  readonly endings: (readonly number[] | undefined)[];
  /** How seldom a text comes to each state, as far as its characters tell. */
  readonly rarity: Float64Array;
  size: number;
}

/**
 * Characters in order of how common they are in programs and prose, so that the
 * cells of a row that are read most are in the same line of the cache.
 */
const COMMON =
  " etasoirncl\ndpuhmfg.,\"by/-(=w:v>;<kx0_'12`jz[]q4369|58\\7$&+%\u200b";

/** More would double the table. */
const MOST_COLUMNS = 64;
/** Of these all other characters of ASCII share the first, and the rest the second. */
const SHARED = 2;

function assignColumns(words: readonly string[]) {
  const used = new Set(words.join(""));
  const own = [...COMMON].filter((character) => used.has(character))
    .slice(0, MOST_COLUMNS - 1 - SHARED);
  const columns = new Uint8Array(65536);
  const assign = (character: string, column: number) => {
    const code = character.charCodeAt(0);
    columns[code] = column;
    if (code >= 97 && code <= 122) columns[code - 32] = column;
  };
  own.forEach((character, i) => assign(character, i + 1));
  for (const character of used) {
    if (own.includes(character)) continue;
    assign(character, own.length + (character.charCodeAt(0) < 128 ? 1 : 2));
  }
  for (const character of UNSEEN) {
    columns[character.charCodeAt(0)] = columns[UNSEEN.charCodeAt(0)]!;
  }
  return { columns, width: own.length + 1 + SHARED };
}

function buildTrie(
  words: readonly string[],
  columns: Uint8Array,
  shift: number,
): Trie {
  // Memory that no state comes to use is never touched, and so costs nothing.
  const most = words.reduce((sum, { length }) => sum + length, 1);
  const next = tableOf(most, shift);
  const endings: number[][] = [];
  const rarity = new Float64Array(most);
  let size = 1;
  words.forEach((word, index) => {
    let state = 0;
    for (let i = 0; i < word.length; i++) {
      const column = columns[word.charCodeAt(i)]!;
      const cell = (state << shift) + column;
      if (next[cell] === 0) {
        // Columns are in the order of how common their characters are.
        rarity[size] = rarity[state]! + Math.log2(2 + column);
        next[cell] = size++;
      }
      state = next[cell]!;
    }
    (endings[state] ??= []).push(index);
  });
  return { next, endings, rarity, size };
}

/** Room for the transitions of so many states. */
function tableOf(states: number, shift: number): Uint16Array | Int32Array {
  return states <= 65536
    ? new Uint16Array(states << shift)
    : new Int32Array(states << shift);
}

/** Fills in what follows after a mismatch; returns the states, shallow first. */
function closeTransitions(trie: Trie, shift: number): Int32Array {
  const { next, endings, size } = trie;
  const width = 1 << shift;
  const fail = new Int32Array(size);
  const order = new Int32Array(size);
  let known = 1;
  for (let i = 0; i < size; i++) {
    const state = order[i]!;
    const fallback = fail[state]!;
    const inherited = state === 0 ? undefined : endings[fallback];
    if (inherited) endings[state] = [...endings[state] ?? [], ...inherited];
    for (let column = 0; column < width; column++) {
      const cell = (state << shift) + column;
      const missed = state === 0 ? 0 : next[(fallback << shift) + column]!;
      const child = next[cell]!;
      if (child === 0) {
        next[cell] = missed;
      } else {
        fail[child] = missed;
        order[known++] = child;
      }
    }
  }
  return order;
}

/**
 * Puts the states that end a word last, so that one comparison tells them, and
 * of both kinds first those that texts come to most: they share few pages.
 */
function renumber(
  { next, endings, rarity, size }: Trie,
  order: Int32Array,
  { columns, shift }: Pick<Automaton, "columns" | "shift">,
): Automaton {
  const isHit = (state: number) => endings[state] !== undefined;
  const likely = order.toSorted((a, b) => rarity[a]! - rarity[b]!);
  const quiet = likely.filter((state) => !isHit(state));
  const hits = likely.filter(isHit);
  const renamed = new Int32Array(size);
  quiet.forEach((state, i) => renamed[state] = i);
  hits.forEach((state, i) => renamed[state] = quiet.length + i);
  const table = tableOf(size, shift);
  for (let state = 0; state < size; state++) {
    const to = renamed[state]! << shift;
    for (let column = 0; column < 1 << shift; column++) {
      table[to + column] = renamed[next[(state << shift) + column]!]!;
    }
  }
  const hitStart = new Int32Array(hits.length + 1);
  hits.forEach((state, i) => {
    hitStart[i + 1] = hitStart[i]! + endings[state]!.length;
  });
  const words = Int32Array.from([...hits].flatMap((s) => endings[s]!));
  return {
    columns,
    next: table,
    firstHit: quiet.length,
    hitStart,
    words,
    shift,
  };
}
