/** Says of a path below a folder whether it is left out; `undefined` if nothing says so. */
export type Ignores = (path: string, isFolder: boolean) => boolean | undefined;

interface Pattern {
  readonly matches: RegExp;
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
}

/** What a `.gitignore` says of paths relative to its folder (gitignore(5)); the last word counts. */
export function gitignore(text: string): Ignores {
  const patterns = text.split(/\r?\n/).flatMap(patternOf).reverse();
  return (path, isFolder) => {
    const found = patterns.find(({ matches, isForFolders }) =>
      (isFolder || !isForFolders) && matches.test(path)
    );
    return found && !found.isNegated;
  };
}

function patternOf(line: string): Pattern[] {
  const bare = line.replace(/(?<!\\)[ \t]+$/, "");
  if (bare === "" || bare.startsWith("#")) return [];
  const isNegated = bare.startsWith("!");
  const body = isNegated ? bare.slice(1) : bare;
  const isForFolders = body.endsWith("/");
  const path = body.replace(/\/$/, "");
  if (path === "") return [];
  const isAnchored = path.includes("/");
  const source = sourceOf(path.replace(/^\//, ""));
  const before = isAnchored ? "" : "(?:.*/)?";
  try {
    const matches = new RegExp(`^${before}${source}$`, "s");
    return [{ matches, isNegated, isForFolders }];
  } catch {
    return [];
  }
}

const PIECE = /\*\*\/|\*+|\?|\[[!^]?\]?[^\]]*\]|\\.|[^*?[\\]+|[[\\]/gs;

/** One wildcard after the other as a regular expression. */
function sourceOf(glob: string): string {
  if (glob.endsWith("/**")) return `${sourceOf(glob.slice(0, -3))}/.*`;
  return (glob.match(PIECE) ?? []).map((piece) => {
    if (piece === "**/") return "(?:.*/)?";
    if (piece.startsWith("*")) return "[^/]*";
    if (piece === "?") return "[^/]";
    if (piece.length > 2 && piece.startsWith("[")) {
      return `[${
        piece.slice(1, -1).replace(/^[!^]/, "^").replaceAll("\\", "\\\\")
      }]`;
    }
    return quoted(piece.length === 2 && piece[0] === "\\" ? piece[1]! : piece);
  }).join("");
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
