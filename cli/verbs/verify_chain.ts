import { loadPublicKey } from "../../audit/mod.ts";
import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { homeDir } from "../home_dir.ts";
import { explain } from "../verify/explain.ts";
import { openLog } from "../verify/log_source.ts";
import { verifySource } from "../verify/verify_source.ts";

/** Checks a log with nothing but a public key; reads, and writes nothing. */
export default async function verifyChain(
  { log, pubkey, json }: {
    readonly log: string | undefined;
    readonly pubkey: string | undefined;
    readonly json: boolean;
  },
  io: Io,
): Promise<Exit> {
  const pinned = pubkey === undefined ? undefined : loadPublicKey(pubkey);
  const source = await openLog(log ?? homeDir(undefined, io), io);
  const verdict = await verifySource(source, { ...pinned && { pinned } });
  const headed = await source.head() !== undefined;
  const { status, line, proves, provesNot } = explain(verdict, {
    pinned: pinned !== undefined,
    headed,
  });
  if (json) {
    io.print(JSON.stringify({
      ...verdict,
      status,
      proves,
      does_not_prove: provesNot,
    }));
    return status;
  }
  io.print(line);
  io.print("This proves:");
  for (const fact of proves) io.print(`  - ${fact}`);
  io.print("This does not prove:");
  for (const gap of provesNot) io.print(`  - ${gap}`);
  return status;
}
