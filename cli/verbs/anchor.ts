import {
  anchorAtWitness,
  anchorBy,
  type AnchorEntry,
  type AnchorLog,
  parseVkey,
  type Vkey,
} from "../../audit/mod.ts";
import { homeAt } from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { orderLedger } from "../evidence/order_ledger.ts";
import { outside } from "../evidence/outside.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";

/** What anchor is asked. */
export interface AnchorValues {
  readonly home: string | undefined;
  readonly witness: string | undefined;
  readonly witnessKey: string | undefined;
  readonly exec: string | undefined;
  readonly file: string | undefined;
}

/** Makes the head of the log known elsewhere, so that it cannot be taken back. */
export default async function anchor(
  values: AnchorValues,
  io: Io,
): Promise<Exit> {
  const dir = homeDir(values.home, io);
  const ways = waysOf(values);
  if (ways.length === 0) {
    throw new CliError("usage", "Cannot anchor nowhere", {
      hint:
        "Give --witness URL --witness-key VKEY, --exec COMMAND or --file PATH.",
    });
  }
  for (const way of ways) {
    const entry = await way({ dir: homeAt(dir).audit });
    await orderLedger({ order: "record", entry }, { dir, io });
    io.print(`Anchored ${entry.size} records: ${entry.name} (${entry.kind})`);
  }
  return Exit.ok;
}

type Way = (log: AnchorLog) => Promise<AnchorEntry>;

function waysOf(
  { witness, witnessKey, exec, file }: AnchorValues,
): readonly Way[] {
  const ways: Way[] = [];
  if (witness !== undefined) ways.push(atWitness(witness, witnessKey));
  if (exec !== undefined) {
    ways.push((log) =>
      anchorBy(log, async (note) => ({
        // The log is for others to read; the rest of the line may not be.
        name: `command ${exec.trim().split(/\s/)[0]}`,
        answer: await outside.pipe(exec, note),
      }))
    );
  }
  if (file !== undefined) {
    ways.push((log) =>
      anchorBy(log, async (note) => {
        const bytes = new TextEncoder().encode(note);
        await outside.save(file, ReadableStream.from([bytes]));
        return { name: `file ${file}`, answer: new Uint8Array() };
      })
    );
  }
  return ways;
}

function atWitness(url: string, key: string | undefined): Way {
  const witness = witnessKey(key);
  const target = addressOf(url);
  const headers = { "content-type": "text/plain; charset=utf-8" };
  const post = (body: string) => outside.post(target, body, headers);
  return (log) => anchorAtWitness(log, { witness, post });
}

function witnessKey(text: string | undefined): Vkey {
  const vkey = parseVkey(text?.trim() ?? "");
  if (vkey?.kind === "cosignature") return vkey;
  throw new CliError("usage", "Cannot anchor at a witness without its key", {
    hint: "Give --witness-key with the vkey that the witness prints.",
  });
}

function addressOf(prefix: string): string {
  const url = URL.parse(`${prefix.replace(/\/+$/, "")}/add-checkpoint`);
  if (url?.protocol === "http:" || url?.protocol === "https:") return url.href;
  throw new CliError(
    "usage",
    `Cannot read as the address of a witness: ${prefix}`,
    {
      hint: "Give http://HOST:PORT or https://HOST/PATH.",
    },
  );
}
