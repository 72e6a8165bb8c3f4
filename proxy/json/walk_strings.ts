import { closingQuote, discriminator } from "./discriminator.ts";
import { JsonError } from "./json_error.ts";
import type { PathNode } from "./path_tree.ts";
import type { StringToken } from "./string_token.ts";

/** Steps from the root of a JSON value to somewhere inside it. */
export type Keys = readonly (string | number)[];

/** Sees each string, in order; `keys()` tells, while it is asked, where it stands. */
export type Visit<T> = (token: StringToken<T>, keys: () => Keys) => void;

/** Containers may nest this deep; a text that goes deeper is refused. */
export const MAX_DEPTH = 250_000;

/**
 * Visits every string value and object key of a JSON text.
 *
 * Strict RFC 8259 (a leading byte order mark is passed over), in one pass,
 * without building a value and without recursion.
 *
 * @throws {JsonError} when the text is not JSON, after strings were visited
 */
export function walkStrings<T>(
  text: string,
  { root, visit }: { root: PathNode<T>; visit: Visit<T> },
): void {
  new Walk(text, root, visit).run();
}

/** A container that is still open. */
interface Frame<T> {
  readonly node: PathNode<T> | undefined;
  readonly isArray: boolean;
  /** Key of the value that is being read; in an array, the array's own. */
  name: string | undefined;
  /** Position of the item that is being read. */
  index: number;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LITERALS = ["true", "false", "null"];
/** Strings up to this length are read here if they have no escapes. */
const SHORT = 32;

class Walk<T> {
  readonly #text: string;
  readonly #visit: Visit<T>;
  readonly #root: PathNode<T>;
  readonly #frames: Frame<T>[] = [];
  #top: Frame<T> | undefined;
  #at = 0;
  /** Of the string that was read last. */
  #start = 0;
  #end = 0;
  #decoded = "";
  #escaped = false;

  constructor(text: string, root: PathNode<T>, visit: Visit<T>) {
    this.#text = text;
    this.#root = root;
    this.#visit = visit;
  }

  run(): void {
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1;
    this.#space();
    let isOpen = this.#value(this.#root);
    for (let top = this.#top; top !== undefined; top = this.#top) {
      const node = isOpen ? this.#first(top) : this.#next(top);
      isOpen = node === END ? false : this.#value(node);
    }
    if (this.#at < this.#text.length) this.#fail("the end");
  }

  /** Reads a value, or opens it: then, `true`. */
  #value(node: PathNode<T> | undefined): boolean {
    const char = this.#text.charCodeAt(this.#at);
    if (char === 0x22) this.#string(node);
    else if (char === 0x7b || char === 0x5b) return this.#open(node, char);
    else this.#scalar(char);
    this.#space();
    return false;
  }

  #string(node: PathNode<T> | undefined): void {
    this.#read();
    this.#visit({
      start: this.#start,
      end: this.#end,
      text: this.#decoded,
      escaped: this.#escaped,
      isKey: false,
      name: this.#top?.name,
      value: node?.value,
    }, this.#keys);
  }

  #open(node: PathNode<T> | undefined, char: number): boolean {
    if (this.#frames.length >= MAX_DEPTH) this.#fail("less depth");
    const isArray = char === 0x5b;
    this.#top = {
      node: isArray ? node : this.#decide(node),
      isArray,
      name: this.#top?.name,
      index: -1,
    };
    this.#frames.push(this.#top);
    this.#at++;
    this.#space();
    return true;
  }

  /** The node that holds for the object that opens here. */
  #decide(node: PathNode<T> | undefined): PathNode<T> | undefined {
    if (node?.discriminator === undefined) return node;
    const value = discriminator(this.#text, {
      open: this.#at,
      key: node.discriminator,
      wanted: node.cases,
    });
    return value === undefined ? node : node.cases.get(value);
  }

  /** Goes to the first value of a container. */
  #first(top: Frame<T>): PathNode<T> | undefined | typeof END {
    const char = this.#text.charCodeAt(this.#at);
    if (char === (top.isArray ? 0x5d : 0x7d)) return this.#close();
    return top.isArray ? this.#item(top) : this.#key(top);
  }

  /** Goes to the next value of a container. */
  #next(top: Frame<T>): PathNode<T> | undefined | typeof END {
    const char = this.#text.charCodeAt(this.#at);
    if (char === (top.isArray ? 0x5d : 0x7d)) return this.#close();
    if (char !== 0x2c) this.#fail("a comma or the container's end");
    this.#at++;
    this.#space();
    return top.isArray ? this.#item(top) : this.#key(top);
  }

  #close(): typeof END {
    this.#frames.pop();
    this.#top = this.#frames.at(-1);
    this.#at++;
    this.#space();
    return END;
  }

  #item({ node }: Frame<T>): PathNode<T> | undefined {
    const index = ++this.#top!.index;
    if (node === undefined) return undefined;
    return (node.keys.size > 0 ? node.keys.get(String(index)) : undefined) ??
      node.other;
  }

  #key(top: Frame<T>): PathNode<T> | undefined {
    if (this.#text.charCodeAt(this.#at) !== 0x22) this.#fail("a key");
    this.#read();
    const name = this.#decoded;
    const next = top.node?.keys.get(name);
    top.name = name;
    this.#visit({
      start: this.#start,
      end: this.#end,
      text: name,
      escaped: this.#escaped,
      isKey: true,
      name: undefined,
      value: top.node?.deep ? top.node.value : undefined,
    }, this.#keys);
    this.#space();
    if (this.#text.charCodeAt(this.#at) !== 0x3a) this.#fail("a colon");
    this.#at++;
    this.#space();
    return next ?? top.node?.other;
  }

  /** Reads a string; its span and value are in the fields then. */
  #read(): void {
    const text = this.#text;
    const start = this.#start = this.#at + 1;
    const bound = start + SHORT;
    let at = start;
    let char = text.charCodeAt(at);
    while (char >= 0x20 && char !== 0x22 && char !== 0x5c && at < bound) {
      char = text.charCodeAt(++at);
    }
    if (char === 0x22) {
      this.#decoded = text.slice(start, at);
      this.#escaped = false;
    } else at = this.#readLong(start);
    this.#end = at;
    this.#at = at + 1;
  }

  /** Leaves long and escaped strings to the engine, which is strict and fast. */
  #readLong(start: number): number {
    const text = this.#text;
    const end = closingQuote(text, start);
    try {
      this.#decoded = JSON.parse(text.slice(start - 1, end + 1));
    } catch {
      this.#failAt("a string", start - 1);
    }
    this.#escaped = this.#decoded.length !== end - start;
    return end;
  }

  #scalar(char: number): void {
    const literal = LITERALS.find((word) =>
      word.charCodeAt(0) === char && this.#text.startsWith(word, this.#at)
    );
    NUMBER.lastIndex = this.#at;
    if (literal) this.#at += literal.length;
    else if (NUMBER.test(this.#text)) this.#at = NUMBER.lastIndex;
    else this.#fail("a value");
  }

  #space(): void {
    for (;; this.#at++) {
      const char = this.#text.charCodeAt(this.#at);
      if (char !== 0x20 && char !== 0x0a && char !== 0x0d && char !== 0x09) {
        return;
      }
    }
  }

  readonly #keys = (): Keys =>
    this.#frames.map(({ isArray, index, name }) => isArray ? index : name!);

  #fail(expected: string): never {
    this.#failAt(expected, this.#at);
  }

  #failAt(expected: string, offset: number): never {
    throw new JsonError(expected, offset);
  }
}

/** A container has ended. */
const END = Symbol("end");
