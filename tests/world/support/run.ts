/** What a command of the machine's answered. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** @default nothing */
  readonly stdin?: string | Uint8Array;
}

/** Runs a command to its end. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const { cwd, env, stdin } = options;
  const child = new Deno.Command(command, {
    args: [...args],
    ...(cwd ? { cwd } : {}),
    ...(env ? { env: { ...env } } : {}),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ended = child.output();
  const writer = child.stdin.getWriter();
  const bytes = typeof stdin === "string"
    ? new TextEncoder().encode(stdin)
    : stdin;
  if (bytes) await writer.write(bytes).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await ended;
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Whether the machine has a command: a test of it says nothing elsewhere. */
export async function has(command: string): Promise<boolean> {
  const { code } = await run("sh", ["-c", `command -v ${command}`]);
  return code === 0;
}

/** A folder of its own for one test. */
export async function inTempDir<T>(
  test: (dir: string) => Promise<T> | T,
): Promise<T> {
  const dir = await Deno.makeTempDir({ prefix: "waterwall-test-" });
  try {
    return await test(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}
