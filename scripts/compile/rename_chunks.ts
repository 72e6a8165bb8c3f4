import { CompileError } from "./errors.ts";
import type { Files } from "./link_modules.ts";
import { sha256 } from "./sha256.ts";

/** A name that the bundler made, from contents and from where the sources lie. */
const CHUNK = /([\w.]+(?:-[\w.]+)*)-[0-9A-Z]{8}\.js/g;

/**
 * Files under names that follow from what is in them alone.
 *
 * A name is a digest of a file's text with its references named likewise, and
 * those without names: two files that differ only further down would be refused.
 */
export function renameChunks(files: Files): Files {
  const texts = new Map(
    [...files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
  );
  const first = digests(texts, () => "");
  const second = digests(texts, (name) => first.get(name) ?? "");
  const names = new Map(
    [...second].map(([path, digest]) => [
      path,
      path.replace(CHUNK, (_, stem) => `${stem}-${digest.slice(0, 8)}.js`),
    ]),
  );
  if (new Set(names.values()).size !== names.size) throw alike();
  const encoder = new TextEncoder();
  return new Map(
    [...texts].map(([path, text]) => [
      names.get(path)!,
      encoder.encode(text.replace(CHUNK, (name) => names.get(name) ?? name)),
    ]),
  );
}

/** The digest of each text, its references replaced. */
function digests(
  texts: ReadonlyMap<string, string>,
  named: (chunk: string) => string,
): ReadonlyMap<string, string> {
  return new Map(
    [...texts].map(([path, text]) => {
      const plain = text.replace(CHUNK, (name) => named(name));
      return [path, sha256(plain)];
    }),
  );
}

function alike(): CompileError {
  return new CompileError(
    "bundle",
    "Cannot name the parts of the bundle as two of them are alike",
    { hint: "Add another round to renameChunks, which tells them apart" },
  );
}
