import { fileURLToPath } from "node:url";

/** How a finished command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly stdin?: string | Uint8Array<ArrayBuffer>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The command as a person would start it, from a checkout. */
export function waterwall(
  args: readonly string[],
  options: Pick<CommandOptions, "env" | "cwd"> = {},
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "-A"]
      .concat(`${ROOT}main.ts`, args),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    ...options,
  });
}

/** Runs the command to its end. */
export async function run(
  args: readonly string[],
  { stdin = "", ...options }: CommandOptions = {},
): Promise<Ended> {
  const child = waterwall(args, options).spawn();
  const input = typeof stdin === "string"
    ? new TextEncoder().encode(stdin)
    : stdin;
  const fed = ReadableStream.from([input]).pipeTo(child.stdin).catch(() => {});
  const { code, stdout, stderr } = await child.output();
  await fed;
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}
