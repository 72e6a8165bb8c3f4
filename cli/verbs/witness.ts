import { formatVkey, parseVkey, type Vkey } from "../../audit/mod.ts";
import { CliError } from "../errors.ts";
import { outside } from "../evidence/outside.ts";
import { serveWitness } from "../evidence/serve_witness.ts";
import { WitnessDesk } from "../evidence/witness_desk.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";

/** What witness is asked. */
export interface WitnessValues {
  readonly home: string | undefined;
  readonly listen: string | undefined;
  readonly name: string | undefined;
  readonly log: readonly string[];
  readonly state: string | undefined;
}

/** Cosigns the logs of others as long as they only grow. Runs until it is ended. */
export default async function witness(
  { home, listen, name, log, state }: WitnessValues,
  io: Io,
): Promise<Exit> {
  const logs = log.map(logKey);
  if (logs.length === 0) {
    throw new CliError("usage", "Cannot be a witness of no log", {
      hint:
        "Give --log with the vkey of each log; `waterwall key show` prints it.",
    });
  }
  const address = addressOf(listen ?? "127.0.0.1:8890");
  const desk = new WitnessDesk({
    dir: state ?? `${homeDir(home, io)}/witness`,
    name: nameOf(name ?? "local/witness"),
    logs,
    now: outside.nowMs,
  });
  const { url, finished } = serveWitness(address, (body) => desk.answer(body));
  io.print(`Witness on ${url}, for ${logs.length} keys`);
  io.print(`Its key, for --witness-key and policies: ${formatVkey(desk.vkey)}`);
  await finished;
  return Exit.ok;
}

function logKey(text: string): Vkey {
  const vkey = parseVkey(text.trim());
  if (vkey?.kind === "note") return vkey;
  throw new CliError("usage", `Cannot read as the key of a log: ${text}`, {
    hint: "Give its vkey; `waterwall key show` prints it.",
  });
}

function nameOf(text: string): string {
  if (/^[^\s+\p{Cc}]{1,255}$/u.test(text)) return text;
  throw new CliError("usage", `Cannot cosign under this name: ${text}`, {
    hint: "Give a URL without its scheme, e.g. witness.example/w1.",
  });
}

function addressOf(
  text: string,
): { readonly hostname: string; readonly port: number } {
  const [, hostname = "127.0.0.1", digits] =
    /^(?:\[?([^\]]*?)\]?:)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits ?? NaN);
  if (port < 65_536) return { hostname, port };
  throw new CliError("usage", `Cannot listen there: ${text}`, {
    hint: "Give HOST:PORT, e.g. 127.0.0.1:8890; port 0 takes any free one.",
  });
}
