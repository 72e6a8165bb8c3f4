/** What a command of the machine's answered. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, with nothing on its standard input. */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly stdin?: Uint8Array } = {},
): Promise<Ran> {
  const { cwd, stdin } = options;
  const child = new Deno.Command(command, {
    args: [...args],
    ...(cwd ? { cwd } : {}),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  if (stdin) await writer.write(stdin).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
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
  test: (dir: string) => Promise<T>,
): Promise<T> {
  const dir = await Deno.makeTempDir({ prefix: "waterwall-test-" });
  try {
    return await test(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}
