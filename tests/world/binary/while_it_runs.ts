import { equal } from "node:assert/strict";
import type { EmptyMachine } from "./empty_machine.ts";

/** A proxy of the binary, while a test runs. */
export async function whileItRuns(
  machine: EmptyMachine,
  test: (greeting: string) => Promise<void>,
): Promise<void> {
  const [command, ...args] = machine.words();
  const ports = ["--proxy-port", "0", "--admin-port", "0"];
  const child = new Deno.Command(command!, {
    args: [...args, "start", ...ports],
    cwd: machine.dir,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = new Response(child.stderr).text();
  let greeting = "";
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  while (!/env"?\)?"?\n/.test(greeting)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`It did not start: ${await errors}`);
    greeting += value;
  }
  try {
    await test(greeting);
  } finally {
    child.kill("SIGTERM");
    equal((await child.status).code, 0, await errors);
    await reader.cancel();
  }
}
