import { CARRIERS, INTERPRETERS, PREFIXES, SHELLS } from "./programs.ts";

/** Without the programs that only run another, and their options. */
export function bare(words: readonly string[]): readonly string[] {
  let at = 0;
  while (at < words.length && PREFIXES.has(programOf(words[at]!))) {
    at++;
    while (at < words.length && /^(?:-|\d+[smhd]?$|\w+=)/.test(words[at]!)) {
      at++;
    }
  }
  return words.slice(at);
}

/** The name of a program, without its folder. */
export function programOf(word: string): string {
  return word.replace(/^.*[/\\]/s, "").replace(/\.exe$/i, "").toLowerCase();
}

/** Whether a word only names a program, as what is to be installed or found. */
export function isName(words: readonly string[], at: number): boolean {
  return words.slice(0, at).some((word) =>
    /^(?:install|add|which|type|man|help|--help|remove|uninstall)$/.test(
      word,
    )
  );
}

/** Whether a program runs, or carries, what it is given. */
export function runs(program: string): boolean {
  return CARRIERS.has(program) || SHELLS.has(program) ||
    PREFIXES.has(program) || Object.hasOwn(INTERPRETERS, program);
}

/** Whether a command may run a file, or what it is given to read. */
export function mayRunFile([name, next]: readonly string[]): boolean {
  if (name === undefined) return false;
  const program = programOf(name);
  return SHELLS.has(program) || program === "source" || program === "." ||
    program === "xargs" || program === "parallel" || name.includes("/") &&
      !/^\/(?:usr\/|opt\/\w+\/)?s?bin\//.test(name) ||
    Object.hasOwn(INTERPRETERS, program) && !program.endsWith("awk") &&
      next !== undefined;
}
