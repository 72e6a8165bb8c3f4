import { formatReceipt, makeReceipt, openJournal } from "../../audit/mod.ts";
import { HASH, redaction } from "../support/audit_log.ts";
import { builtIn } from "../world/binary/built.ts";
import { WATERWALL } from "../world/cli/waterwall.ts";
import { quantile } from "./quantile.ts";
import type { Row } from "./row.ts";

const SAMPLES = 15;

/**
 * How long a person or a shell waits for a command, from its sources and from a
 * portable binary that takes the sums of all that it runs.
 */
export async function commandRows(): Promise<readonly Row[]> {
  const home = await Deno.makeTempDir();
  try {
    const commands = await commandsIn(home);
    const binary = [`${await builtIn()}/waterwall`];
    const rows: Row[] = [];
    for (const [name, { words, atMost }] of Object.entries(commands)) {
      for (
        const [how, start] of Object.entries({ sources: WATERWALL, binary })
      ) {
        const ms = await timed([...start, ...words]);
        rows.push({
          name: `${name}, ${how}`,
          value: quantile(ms, 0.5),
          unit: "ms",
          atMost,
        });
      }
    }
    return rows;
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

/** A command line, and how many milliseconds it may take. */
interface Command {
  readonly words: readonly string[];
  readonly atMost: number;
}

async function commandsIn(
  home: string,
): Promise<Readonly<Record<string, Command>>> {
  const journal = await openJournal({
    dir: `${home}/audit`,
    keyFile: `${home}/signing.key`,
    tool: "bench 0.0.0",
    policy: HASH,
    sessionIdleMs: 86_400_000,
  });
  const { seq } = await journal.append(redaction());
  const { vkey } = journal;
  await journal.close("measured");
  const file = `${home}/receipt.json`;
  const receipt = makeReceipt({ dir: `${home}/audit`, seq });
  await Deno.writeTextFile(file, formatReceipt(receipt, "json"));
  return {
    "--version": { words: ["--version"], atMost: 80 },
    "pre-launch-hook, offline": {
      words: ["pre-launch-hook", "--home", home],
      atMost: 80,
    },
    "verify-receipt": {
      words: ["verify-receipt", file, "--pubkey", vkey],
      atMost: 150,
    },
  };
}

async function timed(words: readonly string[]): Promise<readonly number[]> {
  const [command, ...args] = words;
  const once = () =>
    new Deno.Command(command!, { args, stdout: "null", stderr: "null" })
      .output();
  await once();
  const ms: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const from = performance.now();
    await once();
    ms.push(performance.now() - from);
  }
  return ms;
}
