import { loadPublicKey, readLog, verifyLogAt } from "../../audit/mod.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { explain } from "../verify/explain.ts";

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
  const path = await logAt(log ?? homeDir(undefined, io), io);
  const verdict = await verifyLogAt(path, { ...pinned && { pinned } });
  const { status, line, proves, provesNot } = explain(verdict, {
    pinned: pinned !== undefined,
    headed: readLog(path).heads.length > 0,
  });
  if (json) {
    const lists = { proves, does_not_prove: provesNot };
    io.print(JSON.stringify({ ...verdict, status, ...lists }));
    return status;
  }
  io.print(line);
  io.print("This proves:");
  for (const fact of proves) io.print(`  - ${fact}`);
  io.print("This does not prove:");
  for (const gap of provesNot) io.print(`  - ${gap}`);
  return status;
}

/** A home folder stands for the log in it. */
async function logAt(path: string, io: Io): Promise<string> {
  const inside = `${path}/audit`;
  const kind = await io.kindOf(inside).catch(() => undefined);
  return kind === "folder" ? inside : path;
}
