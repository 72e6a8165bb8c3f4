/**
 * Finds any of many words in one pass over a text, in either case.
 *
 * An Aho–Corasick automaton with every transition spelled out in one flat
 * table: reading a character is two array look-ups, whatever the words are.
 */
export interface Automaton {
  /** Column of each UTF-16 code unit; 0 for those in no word. */
  readonly columns: Uint8Array;
  /** Row offset + column → row offset of the next state. */
  readonly next: Int32Array;
  /** A state at or after this row offset ends a word. */
  readonly firstHit: number;
  /** Row offset ÷ row width → where its words begin in `words`. */
  readonly hitStart: Int32Array;
  /** Indices of the words that end in each hit state, in the states' order. */
  readonly words: Int32Array;
  /** log2 of the row width. */
  readonly shift: number;
}

/** Builds the automaton for words given in lower case. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const { columns, width } = assignColumns(words);
  const shift = Math.max(1, Math.ceil(Math.log2(width)));
  const trie = buildTrie(words, columns, 1 << shift);
  const order = closeTransitions(trie, 1 << shift);
  return renumber(trie, order, { columns, shift });
}

interface Trie {
  readonly next: number[];
  readonly endings: number[][];
  readonly fail: number[];
}

function assignColumns(words: readonly string[]) {
  const columns = new Uint8Array(65536);
  let width = 1;
  for (const word of words) {
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      if (columns[code] !== 0) continue;
      columns[code] = width;
      if (code >= 97 && code <= 122) columns[code - 32] = width;
      width++;
    }
  }
  return { columns, width };
}

function buildTrie(
  words: readonly string[],
  columns: Uint8Array,
  width: number,
): Trie {
  const trie: Trie = { next: [], endings: [], fail: [] };
  addState(trie, width);
  words.forEach((word, index) => {
    let state = 0;
    for (let i = 0; i < word.length; i++) {
      const cell = state * width + columns[word.charCodeAt(i)]!;
      if (trie.next[cell] === -1) trie.next[cell] = addState(trie, width);
      state = trie.next[cell]!;
    }
    trie.endings[state]!.push(index);
  });
  return trie;
}

function addState(trie: Trie, width: number): number {
  for (let i = 0; i < width; i++) trie.next.push(-1);
  trie.endings.push([]);
  return trie.fail.push(0) - 1;
}

/** Fills in what follows after a mismatch; returns the states, shallow first. */
function closeTransitions(trie: Trie, width: number): readonly number[] {
  const order = [0];
  for (const state of order) {
    const fallback = trie.fail[state]!;
    if (state !== 0) trie.endings[state]!.push(...trie.endings[fallback]!);
    for (let column = 0; column < width; column++) {
      const cell = state * width + column;
      const missed = state === 0 ? 0 : trie.next[fallback * width + column]!;
      const child = trie.next[cell]!;
      if (child === -1) {
        trie.next[cell] = missed;
      } else {
        trie.fail[child] = missed;
        order.push(child);
      }
    }
  }
  return order;
}

/** Puts the states that end a word last, so that one comparison tells them. */
function renumber(
  trie: Trie,
  order: readonly number[],
  { columns, shift }: Pick<Automaton, "columns" | "shift">,
): Automaton {
  const isHit = (state: number) => trie.endings[state]!.length > 0;
  const quiet = order.filter((state) => !isHit(state));
  const hits = order.filter(isHit);
  const rows = new Int32Array(order.length);
  [...quiet, ...hits].forEach((state, row) => rows[state] = row);
  const next = new Int32Array(order.length << shift);
  const width = 1 << shift;
  for (const state of order) {
    for (let column = 0; column < width; column++) {
      next[(rows[state]! << shift) + column] =
        rows[trie.next[state * width + column]!]! << shift;
    }
  }
  const hitStart = new Int32Array(hits.length + 1);
  hits.forEach((state, i) => {
    hitStart[i + 1] = hitStart[i]! + trie.endings[state]!.length;
  });
  return {
    columns,
    next,
    firstHit: quiet.length << shift,
    hitStart,
    words: Int32Array.from(hits.flatMap((state) => trie.endings[state]!)),
    shift,
  };
}
