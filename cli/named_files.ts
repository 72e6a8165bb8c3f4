import type { Io } from "./io.ts";

/** What every verifier is given by name. */
interface Named {
  readonly pubkey: string | undefined;
  readonly seen: readonly string[];
  readonly policy: string | undefined;
}

/** The files that a verifier was given: its evidence, and what it is held against. */
export async function namedFiles(
  evidence: string,
  { pubkey, seen, policy }: Named,
  io: Pick<Io, "kindOf">,
): Promise<readonly string[]> {
  const files = [evidence, ...seen, ...policy === undefined ? [] : [policy]];
  // A key may be given as it is: only a file that is there is one to read.
  const isFile = pubkey !== undefined &&
    await io.kindOf(pubkey).then(() => true, () => false);
  return isFile ? [...files, pubkey] : files;
}
