import { quick } from "./cli/quick.ts";

/**
 * Not named where it is imported: the runtime would read the whole program's
 * graph for what a shell waits for, which does not need it.
 */
const WHOLE: string = new URL("./cli/program.ts", import.meta.url).href;

async function whole(argv: readonly string[]): Promise<number> {
  const { main }: typeof import("./cli/program.ts") = await import(WHOLE);
  return await main(argv);
}

if (import.meta.main) {
  Deno.exit(await quick(Deno.args) ?? await whole(Deno.args));
}
