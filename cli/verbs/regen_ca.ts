import { homeAt, regenerateCa } from "../../ops/mod.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";

/** Makes a new CA for the hosts that are protected now. */
export default async function regenCa(
  { home }: { readonly home: string | undefined },
  io: Io,
): Promise<Exit> {
  const place = homeAt(homeDir(home, io));
  const { hosts, untilMs } = await regenerateCa(place, io.env);
  const until = new Date(untilMs).toISOString().slice(0, 10);
  io.print(`Made ${place.caCert}, valid until ${until}, for`);
  for (const host of hosts) io.print(`  ${host}`);
  io.print("Start your agents again: they read it when they start.");
  if (await liveIn(place.dir, io)) {
    io.complain(
      "warning: the running proxy still uses the old CA until it is started again",
    );
  }
  return Exit.ok;
}
