import { type Command, UnreadableError } from "./command.ts";
import { UNKNOWN } from "./marks.ts";
import { closing, unescapeAnsi } from "./shell_quotes.ts";

/** Substitutions within substitutions. */
const MAX_DEPTH = 12;
const MAX_COMMANDS = 2_000;

/** Values of variables that the text itself sets. */
type Variables = Map<string, string>;

/**
 * The commands that a shell would run, those in substitutions included.
 *
 * Reads what POSIX shells and bash have in common (POSIX.1-2024, Shell Command
 * Language, §2.2 to §2.10), closely enough to tell programs from arguments.
 * What only the running shell knows becomes {@link UNKNOWN}.
 *
 * @throws {UnreadableError} when it nests too deeply or has no end
 */
export function readCommands(text: string): readonly Command[] {
  const commands: Command[] = [];
  new ShellReader(text, { commands, variables: new Map(), depth: 0 }).run();
  return commands;
}

interface Scope {
  /** Gets all commands, innermost first. */
  readonly commands: Command[];
  readonly variables: Variables;
  readonly depth: number;
}

interface Draft {
  words: string[];
  assigned: [string, string][];
  files: string[];
  data: string[];
  isPiped: boolean;
}

interface Heredoc {
  readonly end: string;
  readonly isQuoted: boolean;
  readonly isIndented: boolean;
  readonly of: Draft;
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)\+?=(.*)$/s;
const DECLARES = new Set(["export", "declare", "local", "readonly", "typeset"]);
const RESERVED = new Set(["{", "}", "!", "then", "do", "else", "elif"]);

class ShellReader {
  readonly #text: string;
  readonly #scope: Scope;
  #at = 0;
  #word: string | undefined;
  /** Where the next word goes. */
  #target: "words" | "files" | "data" = "words";
  #draft = draft();
  #heredocs: Heredoc[] = [];

  constructor(text: string, scope: Scope) {
    if (scope.depth > MAX_DEPTH) throw new UnreadableError("too deep");
    this.#text = text;
    this.#scope = scope;
  }

  run(): void {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand();
  }

  /** The text with its substitutions made, as between double quotes. */
  expand(): string {
    let out = "";
    while (this.#at < this.#text.length) out += this.#expanded();
    return out;
  }

  #step(): void {
    const char = this.#text[this.#at]!;
    switch (char) {
      case " ":
      case "\t":
      case "\r":
        this.#at++;
        return this.#endWord();
      case "\n":
        this.#at++;
        this.#endCommand();
        return this.#takeHeredocs();
      case "#":
        if (this.#word === undefined) return this.#comment();
        return this.#append(char);
      case ";":
      case "(":
      case ")":
        this.#at++;
        return this.#endCommand();
      case "&":
      case "|":
        return this.#joint(char);
      case "<":
      case ">":
        return this.#redirect();
      case "'":
        return this.#single();
      case '"':
        return this.#double();
      case "\\":
        return this.#escape();
      case "$":
      case "`":
        return this.#unquoted();
      default:
        return this.#append(char);
    }
  }

  /** What stands for the next character, split at white space where a shell does so. */
  #unquoted(): void {
    const isQuote = /['"]/.test(this.#text[this.#at + 1] ?? "");
    const isSet = ASSIGNMENT.test(this.#word ?? "");
    const value = this.#expanded();
    if (isQuote || isSet) return this.#add(value);
    for (const [i, part] of value.split(/\s+/).entries()) {
      if (i > 0) this.#endWord();
      if (part !== "") this.#add(part);
    }
  }

  #append(char: string): void {
    this.#at++;
    this.#add(char);
  }

  #add(text: string): void {
    this.#word = (this.#word ?? "") + text;
  }

  #comment(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #joint(char: string): void {
    const isDouble = this.#text[this.#at + 1] === char;
    this.#at += isDouble ? 2 : 1;
    this.#endCommand();
    this.#draft.isPiped = char === "|" && !isDouble;
  }

  #redirect(): void {
    const text = this.#text;
    if (text[this.#at + 1] === "(") {
      this.#at++;
      this.#nested(this.#balanced());
      return this.#add(UNKNOWN);
    }
    if (/^\d*$/.test(this.#word ?? "")) this.#word = undefined;
    this.#endWord();
    const operator = /(?:<<<|<<-?|[<>]{1,2}[&|]?)/y;
    operator.lastIndex = this.#at;
    const found = operator.exec(text)![0];
    this.#at += found.length;
    if (found === "<<<") this.#target = "data";
    else if (found.startsWith("<<")) this.#heredoc(found.endsWith("-"));
    else this.#target = "files";
  }

  #heredoc(isIndented: boolean): void {
    const mark = /[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])+)/y;
    mark.lastIndex = this.#at;
    const found = mark.exec(this.#text);
    if (found === null) throw new UnreadableError("no end of a here-document");
    this.#at = mark.lastIndex;
    this.#heredocs.push({
      end: found[1]!.replaceAll(/['"\\]/g, ""),
      isQuoted: /['"\\]/.test(found[1]!),
      isIndented,
      of: this.#draft,
    });
  }

  #takeHeredocs(): void {
    for (const heredoc of this.#heredocs.splice(0)) {
      const lines: string[] = [];
      while (this.#at < this.#text.length) {
        const stop = this.#text.indexOf("\n", this.#at);
        const end = stop < 0 ? this.#text.length : stop;
        const line = this.#text.slice(this.#at, end);
        this.#at = end + 1;
        const bare = heredoc.isIndented ? line.replace(/^\t+/, "") : line;
        if (bare === heredoc.end) break;
        lines.push(bare);
      }
      const body = lines.join("\n");
      heredoc.of.data.push(heredoc.isQuoted ? body : this.#inner(body));
    }
  }

  #single(): void {
    const end = this.#text.indexOf("'", this.#at + 1);
    const stop = end < 0 ? this.#text.length : end;
    this.#add(this.#text.slice(this.#at + 1, stop));
    this.#at = stop + 1;
  }

  #double(): void {
    this.#at++;
    this.#add("");
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      this.#add(this.#expanded());
    }
    this.#at++;
  }

  #escape(): void {
    const next = this.#text[this.#at + 1] ?? "";
    this.#at += 2;
    if (next !== "\n") this.#add(next);
  }

  /** The next character as between double quotes, a substitution as what it stands for. */
  #expanded(): string {
    const text = this.#text;
    const char = text[this.#at]!;
    if (char === "`") return this.#backticks();
    if (char === "\\") {
      const next = text[this.#at + 1] ?? "";
      this.#at += 2;
      if (next === "\n") return "";
      return '$`"\\'.includes(next) ? next : char + next;
    }
    if (char !== "$") {
      this.#at++;
      return char;
    }
    this.#at++;
    switch (text[this.#at]) {
      case "(":
        this.#nested(this.#balanced());
        return UNKNOWN;
      case "{":
        return this.#parameter();
      case "'":
        return this.#ansi();
      case '"':
        return "";
    }
    return this.#variable();
  }

  #variable(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0];
    if (name !== undefined) {
      this.#at = NAME.lastIndex;
      return this.#scope.variables.get(name) ?? UNKNOWN;
    }
    if (!/[0-9@*#?$!-]/.test(this.#text[this.#at] ?? "")) return "$";
    this.#at++;
    return UNKNOWN;
  }

  /** `${NAME}`, `${NAME:-word}`; whatever else it may hold is not known. */
  #parameter(): string {
    const end = closing(this.#text, this.#at, "{}");
    const inside = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    const found = /^([A-Za-z_]\w*)(?::?[-=](.*))?$/s.exec(inside);
    const known = found && this.#scope.variables.get(found[1]!);
    const usual = found?.[2];
    if (known !== undefined && known !== null) return known;
    if (usual !== undefined) return this.#inner(usual);
    this.#inner(inside);
    return UNKNOWN;
  }

  /** `$'…'`, whose escapes are resolved. */
  #ansi(): string {
    const quoted = /'((?:[^'\\]|\\.)*)'?/ys;
    quoted.lastIndex = this.#at;
    const inside = quoted.exec(this.#text)![1]!;
    this.#at = quoted.lastIndex;
    return unescapeAnsi(inside);
  }

  #backticks(): string {
    const inside = /`((?:[^`\\]|\\.)*)`?/ys;
    inside.lastIndex = this.#at;
    const found = inside.exec(this.#text)![1]!;
    this.#at = inside.lastIndex;
    this.#nested(found.replaceAll(/\\([`$\\])/g, "$1"));
    return UNKNOWN;
  }

  /** What stands between the parentheses that open here. */
  #balanced(): string {
    const end = closing(this.#text, this.#at, "()");
    const inside = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return inside;
  }

  #nested(text: string): void {
    new ShellReader(text, this.#deeper()).run();
  }

  #inner(text: string): string {
    return new ShellReader(text, this.#deeper()).expand();
  }

  #deeper(): Scope {
    return { ...this.#scope, depth: this.#scope.depth + 1 };
  }

  #endWord(): void {
    const word = this.#word;
    if (word === undefined) return;
    this.#word = undefined;
    const { words, assigned } = this.#draft;
    const target = this.#target;
    this.#target = "words";
    if (target !== "words") {
      this.#draft[target].push(word);
      return;
    }
    const found = ASSIGNMENT.exec(word);
    const declares = words.length === 0 || DECLARES.has(words[0]!);
    if (found !== null && declares) {
      assigned.push([found[1]!, found[2]!]);
      this.#scope.variables.set(found[1]!, found[2]!);
    } else if (words.length > 0 || !RESERVED.has(word)) words.push(word);
  }

  #endCommand(): void {
    this.#endWord();
    this.#target = "words";
    const { words, assigned, files } = this.#draft;
    const isOne = words.length + assigned.length + files.length > 0;
    if (isOne || this.#heredocs.some(({ of }) => of === this.#draft)) {
      this.#note(this.#draft);
    }
    this.#draft = draft();
  }

  #note(command: Command): void {
    const [first, name] = command.words;
    // What a loop goes through, and what is read in, is not followed.
    const isSet = first === "for" || first === "read" || first === "select";
    if (isSet && name !== undefined) this.#scope.variables.set(name, UNKNOWN);
    this.#scope.commands.push(command);
    if (this.#scope.commands.length > MAX_COMMANDS) {
      throw new UnreadableError("too many commands");
    }
  }
}

function draft(): Draft {
  return { words: [], assigned: [], files: [], data: [], isPiped: false };
}
