import { HomeError } from "./errors.ts";
import type { Home } from "./home.ts";

const BYTES = 32;

/**
 * The key that names secrets: 32 random bytes, made when there are none.
 *
 * @throws {HomeError} `unusable`: it is too short, or others can read it.
 */
export async function keepTokenizationKey(
  { tokenizationKey: path }: Home,
): Promise<Uint8Array<ArrayBuffer>> {
  const fresh = crypto.getRandomValues(new Uint8Array(BYTES));
  try {
    await Deno.writeFile(path, fresh, { createNew: true, mode: 0o600 });
    return fresh;
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  const { mode } = await Deno.stat(path);
  if (mode !== null && (mode & 0o077) !== 0) {
    throw unusable(path, "others may read it", `Run: chmod 600 ${path}`);
  }
  const key = await Deno.readFile(path);
  if (key.length === BYTES) return key;
  const remedy = `Restore ${path}, or remove it: placeholders then change`;
  throw unusable(path, "it is not 32 bytes long", remedy);
}

function unusable(path: string, why: string, hint: string): HomeError {
  return new HomeError(
    "unusable",
    `Cannot use the tokenization key as ${why}: ${path}`,
    { hint },
  );
}
