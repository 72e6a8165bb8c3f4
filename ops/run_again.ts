/** Signals that are meant for the instance, whoever gets them. */
const PASSED: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1"];

/** Runs a program in this one's place; its exit status. */
export async function runAgain(
  [program, ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const child = new Deno.Command(program!, { args, env: { ...env } }).spawn();
  const passes = PASSED.map((signal) => {
    const pass = () => child.kill(signal);
    Deno.addSignalListener(signal, pass);
    return () => Deno.removeSignalListener(signal, pass);
  });
  const { code } = await child.status;
  for (const end of passes) end();
  return code;
}
