import { type Lock, packagesOf } from "./lock_closure.ts";
import type { Licence } from "./package_files.ts";

/** What `waterwall licenses` prints of software that is not ours. */
export function licenceText(
  lock: Lock,
  licences: ReadonlyMap<string, Licence>,
): string {
  const packages = packagesOf(lock);
  const named = [...licences].map(([key, licence]) => {
    const { name, version } = packages.get(key)!;
    return { title: `${name} ${version} (${licence.expression})`, ...licence };
  });
  const together = Map.groupBy(named, ({ text }) => text ?? NO_TEXT);
  const sections = [...together].map(([text, of]) =>
    [...of.map(({ title }) => title), "", plain(text)].join("\n")
  );
  return [DENO, ...sections].join(`\n\n${"-".repeat(72)}\n\n`) + "\n";
}

const NO_TEXT = "It comes without a text of its licence.";

const DENO = `Binaries of Waterwall contain Deno, and the npm packages below.

Deno (MIT): Copyright 2018-2026 the Deno authors. Its terms are those of the
MIT License, which stands below under the packages that share it. What Deno
itself is made of, V8 (BSD-3-Clause) first of all, is listed with its licences
at https://github.com/denoland/deno.`;

/** Without what differs between editors. */
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").split("\n")
    .map((line) => line.trimEnd()).join("\n");
}
