import type { Home } from "./home.ts";
import { openHome, replaceFile } from "./open_home.ts";

/** Puts the file there whose existence arms the kill switch, or takes it away. */
export async function switchSentinel(
  dir: string,
  wanted: boolean,
): Promise<Home> {
  const home = await openHome(dir);
  if (wanted) {
    await replaceFile(home.killswitch, "This file arms the kill switch.\n");
  } else {
    await Deno.remove(home.killswitch).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  return home;
}
