import type { Io, Listed } from "../../cli/io.ts";
import { CliError } from "../../cli/errors.ts";

/** A process that exists in memory. */
export interface FakeIo extends Io {
  readonly printed: string[];
  readonly complained: string[];
}

const encoder = new TextEncoder();

/** Files by path (`-` is standard input); a folder is whatever leads to one. */
export function fakeIo(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {},
  env: Readonly<Record<string, string>> = {},
): FakeIo {
  const printed: string[] = [];
  const complained: string[] = [];
  const inside = (folder: string) =>
    Object.keys(files).filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1));
  return {
    printed,
    complained,
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
    env: (name) => env[name],
    os: "linux",
    started: {
      execPath: "/usr/bin/deno",
      checkout: "/src/waterwall",
      deno: "2.9.6",
      which: () => undefined,
    },
    isWatched: false,
    get: () => Promise.resolve(undefined),
    async *read(path) {
      const content = files[path];
      if (content === undefined) throw unreadable(path);
      yield await Promise.resolve(
        typeof content === "string" ? encoder.encode(content) : content,
      );
    },
    kindOf: (path) => {
      if (path in files) return Promise.resolve("file");
      if (inside(path).length > 0) return Promise.resolve("folder");
      return Promise.reject(unreadable(path));
    },
    list: (path) => {
      const names = inside(path).map((rest) => rest.split("/"));
      const listed = names.map(([name, ...more]): Listed => ({
        name: name!,
        kind: more.length > 0 ? "folder" : "file",
      }));
      const unique = new Map(listed.map((entry) => [entry.name, entry]));
      return Promise.resolve(
        [...unique.values()].sort((a, b) => a.name < b.name ? -1 : 1),
      );
    },
  };
}

function unreadable(path: string): CliError {
  return new CliError("unreadable", `Cannot read as a file: ${path}`);
}
