import { ROOT } from "./bundle_program.ts";
import { licenceText } from "./licence_text.ts";
import { licencesOf } from "./package_files.ts";
import { LOCK, shippedPackages } from "./shipped.ts";

/** The file that `waterwall licenses` prints. */
export const THIRD_PARTY = `${ROOT}cli/third_party.txt`;

/** What that file has to say, from what is locked now. */
export async function thirdPartyText(): Promise<string> {
  return licenceText(LOCK, await licencesOf(LOCK, await shippedPackages()));
}

if (import.meta.main) {
  await Deno.writeTextFile(THIRD_PARTY, await thirdPartyText());
}
