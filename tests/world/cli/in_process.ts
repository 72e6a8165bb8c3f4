import { processIo } from "../../../cli/io.ts";
import { main } from "../../../cli/program.ts";

/** How a command that ran in this process ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line against the real world, but in this process. */
export async function here(...argv: readonly string[]): Promise<Ended> {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await main(argv, {
    ...processIo,
    get os() {
      return processIo.os;
    },
    get started() {
      return processIo.started;
    },
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
  });
  const text = (lines: readonly string[]) =>
    lines.map((line) => `${line}\n`).join("");
  return { code, stdout: text(printed), stderr: text(complained) };
}
