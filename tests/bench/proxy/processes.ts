import { fileURLToPath } from "node:url";
import type { Found, Plan } from "./plan.ts";

function script(name: string): string[] {
  const path = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return ["run", "--no-prompt", "-A", path];
}

/** Has a process of its own do what is planned. */
export async function load(plan: Plan): Promise<readonly Found[]> {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [...script("load.ts"), JSON.stringify(plan)],
    stderr: "inherit",
  }).output();
  if (code !== 0) throw new Error(`The load generator ended with ${code}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** A provider in a process of its own. */
export async function startProvider() {
  const child = new Deno.Command(Deno.execPath(), {
    args: script("provider.ts"),
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  const { ca, port } = JSON.parse(value!) as { ca: string; port: number };
  const stop = async () => {
    await reader.cancel();
    child.kill("SIGTERM");
    await child.status;
  };
  return { ca, port, stop };
}
