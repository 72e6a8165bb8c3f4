import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { commandLine } from "../paste_line.ts";
import { fullVersion } from "../version.ts";

/** Says how to find out whether there is a newer version. Asks nobody. */
export default function upgrade(
  { check }: { readonly check: boolean },
  io: Io,
): Exit {
  if (!check) {
    throw new CliError(
      "usage",
      "Cannot replace the program: Waterwall fetches nothing by itself",
      { hint: "`waterwall upgrade --check` says how to do it." },
    );
  }
  const { started } = io;
  io.print(`This is Waterwall ${fullVersion()}.`);
  io.print(
    "Nothing was asked over the network. What is newest, and how to get it:",
  );
  for (const line of started.checkout ? SOURCES : BINARY) io.print(`  ${line}`);
  io.print(
    `Afterwards: ${commandLine(started).join(" ")} --version, and then prove`,
  );
  return Exit.ok;
}

const SOURCES = [
  "git fetch --tags && git log --oneline HEAD..@{upstream}",
  "git pull",
];

const BINARY = [
  "npm view waterwall version     npm install --global waterwall",
  "brew info waterwall            brew upgrade waterwall",
  "otherwise: the page of releases that this file came from, and its install.sh",
];
