import {
  homeAt,
  type KnownPlace,
  readKnown,
  readPolicy,
  realSurroundings,
} from "../../ops/mod.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";
import { table } from "../table.ts";

/** Shows where known values come from, and how many; never a value. */
export default async function known(
  { home, json }: { readonly home: string | undefined; readonly json: boolean },
  io: Io,
): Promise<Exit> {
  const places = await placesOf(homeDir(home, io), io);
  if (json) io.print(JSON.stringify({ places }));
  else for (const line of told(places)) io.print(line);
  return Exit.ok;
}

/** Of the running instance, which has its own folder and environment; else of here. */
async function placesOf(
  dir: string,
  io: Io,
): Promise<readonly KnownPlace[]> {
  const live = await liveIn(dir, io);
  const answer = live &&
    await io.get(`http://127.0.0.1:${live.adminPort}/admin/known`);
  const { places } = Object(answer?.body) as {
    readonly places?: readonly KnownPlace[];
  };
  if (places) return places;
  const { sources } = await readPolicy(homeAt(dir));
  return (await readKnown(sources, realSurroundings)).places;
}

function told(places: readonly KnownPlace[]): readonly string[] {
  const rows = places.map(({ source, place, used, skipped, isRead }) => [
    source,
    place,
    isRead ? String(used) : "unread",
    String(skipped.short),
    String(skipped.common),
  ]);
  const head = ["source", "place", "values", "too short", "too common"];
  return rows.length === 0 ? ["No values are known"] : table([head, ...rows]);
}
