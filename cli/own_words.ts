import manifest from "../deno.json" with { type: "json" };
import type { Started } from "./paste_line.ts";

/** The flags with which people run it: they keep the heaps small. */
const V8_FLAGS = /--v8-flags=\S+/.exec(manifest.tasks.waterwall)![0];

/** The variable with which people run it, to the same end. */
export const OWN_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  [...manifest.tasks.waterwall.matchAll(/([A-Z_]+)=(\d+) deno/g)]
    .map(([, name, value]) => [name!, value!]),
);

/** Modules whose imports must be there before the network is shut off. */
const ENTRIES = ["main.ts", "proxy/worker.ts", "ops/keys_worker.ts"];

/**
 * The program and arguments by which a process runs this very build, with no
 * package runner between: its process id is the instance's.
 */
export function ownWords(
  { execPath, checkout }: Pick<Started, "execPath" | "checkout">,
): readonly string[] {
  if (checkout === undefined) return [execPath];
  const config = ["--config", `${checkout}/deno.json`];
  const flags = ["--no-prompt", "--cached-only", "-A", V8_FLAGS];
  return [execPath, "run", ...flags, ...config, `${checkout}/main.ts`];
}

/** What fetches all that {@link ownWords} needs; `null` when nothing does. */
export function fetchWords(
  { execPath, checkout }: Pick<Started, "execPath" | "checkout">,
): readonly string[] | null {
  if (checkout === undefined) return null;
  const entries = ENTRIES.map((entry) => `${checkout}/${entry}`);
  const config = ["--config", `${checkout}/deno.json`];
  return [execPath, "cache", "--quiet", ...config, ...entries];
}
