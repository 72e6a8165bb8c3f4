import { type Command, UnreadableError } from "./command.ts";
import { clientHosts } from "./client_hosts.ts";
import { bare, isName, mayRunFile, programOf, runs } from "./command_words.ts";
import { addressHost, type IsAllowed, urlHosts } from "./hosts.ts";
import { judgeCarrier } from "./judge_carrier.ts";
import { devTcp, judgeCode } from "./judge_code.ts";
import { UNKNOWN } from "./marks.ts";
import { CARRIERS, INTERPRETERS, LOCAL, SHELLS } from "./programs.ts";
import { readCommands } from "./shell_reader.ts";

/** Texts within texts. */
const MAX_DEPTH = 6;
/** Commands among the arguments of one command. */
const MAX_WITHIN = 12;

/** A host to which nothing may go, or {@link UNKNOWN} if it cannot be told. */
export type Fault = string | undefined;

export interface ShellOptions {
  readonly isAllowed: IsAllowed;
  /** How many texts this one stands in. */
  readonly depth?: number;
}

/** Where a shell's text would carry what it holds, as far as nothing may go there. */
export function judgeShell(text: string, options: ShellOptions): Fault {
  if ((options.depth ?? 0) > MAX_DEPTH) return UNKNOWN;
  try {
    return judgeCommands(readCommands(text), options);
  } catch (error) {
    if (error instanceof UnreadableError) return UNKNOWN;
    throw error;
  }
}

/** The same for commands that are already apart. */
export function judgeCommands(
  commands: readonly Command[],
  options: ShellOptions,
): Fault {
  const judge = new ShellJudge(commands, options);
  return first(commands, (command) => judge.command(command));
}

class ShellJudge {
  readonly #isAllowed: IsAllowed;
  readonly #depth: number;
  /** What is written or printed here may also be run here. */
  readonly #mayRun: boolean;

  constructor(
    commands: readonly Command[],
    { isAllowed, depth = 0 }: ShellOptions,
  ) {
    this.#isAllowed = isAllowed;
    this.#depth = depth;
    this.#mayRun = commands.some(({ words }) => mayRunFile(bare(words)));
  }

  command(command: Command): Fault {
    const words = bare(command.words);
    const [name] = words;
    const around = this.#around(command, name) ??
      first(command.assigned, ([, value]) => this.#embedded(value));
    if (around !== undefined || name === undefined) return around;
    const program = programOf(name);
    // Of a program that only the shell knows, the words tell where it goes.
    if (/[\uE000-\uE002*?{[]/.test(program) && !LOCAL.has(program)) {
      const parts = name.split(/[{},]/).filter((part) => part !== "");
      return this.#client({
        ...command,
        words: ["", ...parts, ...words.slice(1)],
      });
    }
    return this.#program(program, { ...command, words });
  }

  #program(program: string, command: Command): Fault {
    const { words } = command;
    const args = words.slice(1);
    const isAllowed = this.#isAllowed;
    if (CARRIERS.has(program)) return judgeCarrier(program, args, isAllowed);
    if (SHELLS.has(program)) return this.#shell(program, command);
    const within = this.#within(command);
    if (within !== undefined) return within;
    if (Object.hasOwn(INTERPRETERS, program)) {
      const fault = this.#interpreter(program, command);
      if (fault !== undefined) return fault;
    }
    if (/^(?:source|\.)$/.test(program) && args[0] === UNKNOWN) return UNKNOWN;
    if (LOCAL.has(program)) {
      return this.#mayRun ? this.#texts(command) : undefined;
    }
    return this.#client(command);
  }

  /** What is set, read and written around a program. */
  #around({ assigned, files }: Command, name: string | undefined): Fault {
    const reach = files.flatMap(devTcp);
    const isLocal = name === undefined || LOCAL.has(programOf(name));
    const proxies = assigned.flatMap(([variable, value]) =>
      /(?:^|_)proxy$/i.test(variable)
        ? [addressHost(value)]
        : isLocal
        ? []
        : [...urlHosts(value), ...devTcp(value)]
    );
    return [...reach, ...proxies].find((host) =>
      host !== "" && !this.#isAllowed(host)
    );
  }

  /** Commands that stand among the arguments of another. */
  #within({ words }: Command): Fault {
    let count = 0;
    for (let at = 1; at < words.length; at++) {
      const word = words[at]!;
      if (count > MAX_WITHIN) return UNKNOWN;
      const program = programOf(word);
      const named = CARRIERS.has(program) || SHELLS.has(program);
      if (named && !isName(words, at) && at + 1 < words.length) {
        count++;
        const fault = this.#deeper([{ ...EMPTY, words: words.slice(at) }]);
        if (fault !== undefined) return fault;
      }
      const fault = this.#embedded(word);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  /** A word that is a command line: after `=`, `!` or `:`, or as `sed` runs one. */
  #embedded(word: string): Fault {
    const found = /^(\s*(?:\S*[=:!]|\d*e\s)?\s*)([\w./-]+)\s/.exec(word);
    return found !== null && runs(programOf(found[2]!))
      ? this.#text(word.slice(found[1]!.length))
      : undefined;
  }

  #shell(program: string, { words, data, isPiped }: Command): Fault {
    const args = words.slice(1);
    if (program === "eval") return this.#text(args.join(" "));
    const at = args.findIndex((word) => /^-\w*c$/.test(word));
    if (at >= 0) return this.#text(args[at + 1] ?? "");
    if (data.length > 0) return first(data, (text) => this.#text(text));
    const file = args.find((word) => !word.startsWith("-"));
    if (file === UNKNOWN) return UNKNOWN;
    return file !== undefined
      ? this.#client({ ...EMPTY, words })
      : isPiped
      ? UNKNOWN
      : undefined;
  }

  #interpreter(program: string, { words, data, isPiped }: Command): Fault {
    const args = words.slice(1);
    const option = INTERPRETERS[program]!;
    const at = args.findIndex((word) => option.test(word));
    const isAwk = program.endsWith("awk");
    const codes = at < 0 ? data : [args[isAwk ? at : at + 1] ?? ""];
    if (codes.length > 0) {
      return first(
        codes,
        (text) =>
          text.startsWith(UNKNOWN)
            ? UNKNOWN
            : program === "cmd" || /^p(?:wsh|owershell)$/.test(program)
            ? this.#text(text) ?? this.#code(text)
            : this.#code(text),
      );
    }
    const hasFile = args.some((word) => !word.startsWith("-"));
    return isPiped && !hasFile ? UNKNOWN : undefined;
  }

  /** A program that talks to its own service, or of which nothing is known. */
  #client({ words, data }: Command): Fault {
    const hosts = clientHosts(words);
    const given = [...data].flatMap((
      text,
    ) => [...urlHosts(text), ...devTcp(text)]);
    return [...hosts, ...given].find((host) => !this.#isAllowed(host));
  }

  /** What a command only prints or writes, taken for text that is run. */
  #texts({ words, data }: Command): Fault {
    return first(
      [words.slice(1).join(" "), ...data],
      (text) =>
        urlHosts(text).find((host) => !this.#isAllowed(host)) ??
          this.#text(text),
    );
  }

  #text(text: string): Fault {
    if (text.trim() === UNKNOWN) return UNKNOWN;
    const options = { isAllowed: this.#isAllowed, depth: this.#depth + 1 };
    return judgeShell(text, options);
  }

  #code(text: string): Fault {
    const isAllowed = this.#isAllowed;
    return judgeCode(text, {
      isAllowed,
      judgeShell: (each) => this.#text(each),
    });
  }

  #deeper(commands: readonly Command[]): Fault {
    if (this.#depth >= MAX_DEPTH) return UNKNOWN;
    const options = { isAllowed: this.#isAllowed, depth: this.#depth + 1 };
    return judgeCommands(commands, options);
  }
}

const EMPTY: Command = {
  words: [],
  assigned: [],
  files: [],
  data: [],
  isPiped: false,
};

function first<T>(of: readonly T[], judge: (one: T) => Fault): Fault {
  for (const one of of) {
    const fault = judge(one);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
