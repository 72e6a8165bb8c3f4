import { allowValue, homeAt } from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";
import { tellRunning } from "../tell_running.ts";
import { askWhy } from "../why/ask_why.ts";

/** Writes into the policy that a value is no secret, by its hash. */
export default async function allow(
  { hash, home }: { readonly hash: string; readonly home: string | undefined },
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const sha256 = await wholeHash(hash, dir, io);
  const place = homeAt(dir);
  const isNew = await allowValue(place, sha256);
  io.print(
    isNew
      ? `Allowed ${sha256} in ${place.policy}`
      : `It is allowed already in ${place.policy}`,
  );
  const live = await liveIn(dir, io);
  if (live) {
    await tellRunning("reload", {}, { dir, io, live });
    io.print("The running instance has read it");
  }
  return Exit.ok;
}

/** The SHA-256 that is meant: itself, or what the running instance knows under a tag. */
async function wholeHash(hash: string, dir: string, io: Io): Promise<string> {
  if (!/^[0-9a-f]{8,64}$/.test(hash)) {
    throw new CliError("usage", `Cannot read as a hash: ${hash}`, {
      hint: "Give 8 to 64 lower-case hex digits, as `waterwall why` and " +
        "`waterwall scan --explain` print them.",
    });
  }
  if (hash.length === 64) return hash;
  const hashes = (await askWhy(hash, dir, io)).map(({ sha256 }) => sha256);
  const known = [...new Set(hashes.filter((one) => one !== null))];
  if (known.length === 1) return known[0]!;
  // A placeholder's tag is keyed: it says nothing of the value's SHA-256.
  if (known.length === 0 && hash.length !== 16) return hash;
  throw new CliError(
    "usage",
    known.length > 1
      ? `Cannot read as the beginning of one hash: ${hash}`
      : `Cannot tell which value has this tag: ${hash}`,
    {
      hint: known.length > 1
        ? "Give more digits."
        : "Ask while the instance that made it runs, or give the SHA-256 that `waterwall scan --explain` prints.",
    },
  );
}
