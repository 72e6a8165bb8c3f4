import manifest from "../deno.json" with { type: "json" };
import { build } from "./build.ts";

/** The version of this build, as deno.json names it. */
export const VERSION: string = manifest.version;

/** The same, with the commit that a binary was made from: `0.1.0+1a2b3c4d5e6f`. */
export function fullVersion(built = build()): string {
  return built === undefined ? VERSION : `${VERSION}+${built.commit}`;
}
