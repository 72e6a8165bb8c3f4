import { ROOT } from "./bundle_program.ts";

/** What the sources are, as far as git knows. */
export interface Commit {
  /** 12 hex digits; with `-dirty` if files were changed since; `unknown` without git. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** The commit that is checked out. */
export async function commitOf(): Promise<Commit> {
  const said = await git("log", "-1", "--format=%H %ct");
  if (said === undefined) return { id: "unknown", at: 0 };
  const [hash = "", seconds] = said.split(" ");
  const changed = await git("status", "--porcelain", "--untracked-files=no");
  const id = hash.slice(0, 12) + (changed ? "-dirty" : "");
  return { id, at: Number(seconds) };
}

async function git(...args: readonly string[]): Promise<string | undefined> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args: [...args],
      cwd: ROOT,
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch {
    return undefined;
  }
}
