import { EventFeed } from "../../../ops/event_feed.ts";
import { type AdminServer, openAdmin } from "../../../ops/admin_server.ts";
import { pageViews } from "../../../ops/page_views.ts";
import { snapshot, type State } from "../../../ops/mod.ts";
import { after } from "../../../ops/within.ts";
import { sampleState } from "../../support/sample_snapshot.ts";

/** An admin server that shows what it is told to, and the home it is found in. */
export interface FakeInstance {
  readonly home: string;
  readonly port: number;
  /** What it was ordered to do: path and body. */
  readonly orders: readonly { readonly path: string; readonly body: unknown }[];
  /** Shows another state from now on. */
  show(change: (before: State) => State): void;
  /** Says nothing more, and keeps its connections. */
  fallSilent(): void;
  close(): Promise<void>;
}

const TOKEN = "t".repeat(43);

/**
 * Starts one that shows the sample.
 *
 * @param now What its clock says. @default the real time
 */
export async function startFakeInstance(
  now: () => number = Date.now,
): Promise<FakeInstance> {
  const home = await Deno.makeTempDir({ prefix: "waterwall-" });
  let state = sampleState(now());
  let isSilent = false;
  const orders: { path: string; body: unknown }[] = [];
  const feed = new EventFeed({
    snapshot: () => snapshot(state, now()),
    now: () => performance.now(),
    after: (ms, run) => after(ms, () => isSilent || run()),
  });
  const obey = (path: string) => (body: unknown) => {
    orders.push({ path, body });
    return Promise.resolve({ status: 200, body: {} });
  };
  const admin: AdminServer = await openAdmin(0, {
    token: TOKEN,
    views: { ...pageViews(), "/admin/events": () => feed.open() },
    commands: {
      "/admin/reload": obey("/admin/reload"),
      "/admin/killswitch": obey("/admin/killswitch"),
    },
  });
  await Deno.writeTextFile(`${home}/admin.token`, `${TOKEN}\n`);
  await Deno.writeTextFile(
    `${home}/running.json`,
    JSON.stringify({
      pid: Deno.pid,
      proxyPort: 1,
      adminPort: admin.port,
      startedMs: 0,
    }),
  );
  return {
    home,
    port: admin.port,
    orders,
    show(change) {
      state = change(state);
      feed.changed();
    },
    fallSilent: () => void (isSilent = true),
    async close() {
      feed.close();
      await admin.close();
      await Deno.remove(home, { recursive: true });
    },
  };
}
