import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { type Live, liveIn } from "../running.ts";

/** Says whether an instance runs in a home, and whether it protects. */
export default async function status(
  { home, json }: { readonly home: string | undefined; readonly json: boolean },
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const live = await liveIn(dir, io);
  io.print(json ? JSON.stringify(asJson(dir, live)) : asLine(dir, live));
  return live?.healthy ? Exit.ok : Exit.refuted;
}

function asJson(dir: string, live: Live | undefined) {
  return {
    running: live !== undefined,
    healthy: live?.healthy ?? false,
    pid: live?.pid ?? null,
    proxy_port: live?.proxyPort ?? null,
    admin_port: live?.adminPort ?? null,
    home: dir,
    health: live?.health ?? null,
  };
}

function asLine(dir: string, live: Live | undefined): string {
  if (live === undefined) return `offline: nothing runs in ${dir}`;
  const { pid, proxyPort, adminPort, healthy } = live;
  return `${healthy ? "up" : "NOT PROTECTING"}: process ${pid}, proxy on ` +
    `127.0.0.1:${proxyPort}, admin on 127.0.0.1:${adminPort}, home ${dir}`;
}
