import {
  formatReceipt,
  makeReceipt,
  type ReceiptForm,
} from "../../audit/mod.ts";
import { outside } from "../evidence/outside.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { homeDir } from "../home_dir.ts";
import { homeAt } from "../../ops/mod.ts";

/** Makes the receipt of a record from the log, whoever is writing it. */
export default async function receipt(
  { seq, format = "json", at, output, home }: {
    readonly seq: string;
    readonly format: ReceiptForm | undefined;
    readonly at: number | undefined;
    readonly output: string | undefined;
    readonly home: string | undefined;
  },
  io: Io,
): Promise<Exit> {
  if (!/^\d{1,15}$/.test(seq)) {
    throw new CliError("usage", `Cannot read as a record's number: ${seq}`, {
      hint: "Give its sequence number; `waterwall log` lists them.",
    });
  }
  const { audit: dir } = homeAt(homeDir(home, io));
  const options = { dir, seq: Number(seq), ...at === undefined ? {} : { at } };
  const text = formatReceipt(makeReceipt(options), format);
  if (output === undefined) io.print(text.trimEnd());
  else {
    const bytes = new TextEncoder().encode(text);
    await outside.save(output, ReadableStream.from([bytes]));
  }
  return Exit.ok;
}
