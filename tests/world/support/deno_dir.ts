import { run } from "./run.ts";

/** Where this machine's runtime keeps the modules that it fetched, whoever's home a test runs in. */
export async function denoDir(): Promise<string> {
  const { stdout } = await run(Deno.execPath(), ["info", "--json"]);
  return JSON.parse(stdout).denoDir;
}
