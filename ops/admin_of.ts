import {
  cleanText,
  type LedgerOrder,
  type OrderDone,
  parseLedgerOrder,
  WaterwallError,
} from "../audit/mod.ts";
import type { AdminContext, Answer } from "./admin.ts";
import type { Remembered } from "../proxy/mod.ts";
import type { EventFeed } from "./event_feed.ts";
import { health } from "./health.ts";
import type { Log } from "./log.ts";
import type { Knowledge } from "./knowledge.ts";
import { metricsAnswer } from "./metrics.ts";
import { pageViews } from "./page_views.ts";
import type { Reloaded } from "./policy/policy_keeper.ts";
import type { KnownPlace } from "./policy/read_known.ts";
import { snapshot } from "./snapshot.ts";
import type { Switches } from "./switches.ts";

/** What the admin server shows and does. */
export function adminOf(
  {
    knowledge,
    switches,
    feed,
    obey,
    now,
    reload,
    known,
    why,
    stop,
    log,
    memory,
  }: {
    readonly knowledge: Knowledge;
    readonly switches: Switches;
    /** Where dashboards are told of what happens. */
    readonly feed: EventFeed;
    /** Has the ledger do what an operator asks. */
    readonly obey: (order: LedgerOrder) => Promise<OrderDone>;
    readonly now: () => number;
    /** Reads the policy anew and puts it in force. */
    readonly reload: () => Promise<Reloaded>;
    /** Where known values came from. */
    readonly known: () => readonly KnownPlace[];
    /** Which rule found the secrets whose tag or SHA-256 begins so. */
    readonly why: (start: string) => Promise<readonly Remembered[]>;
    /** Has the instance end, after its running answers. */
    readonly stop: () => void;
    readonly log: Log;
    /** Bytes of the process, by kind. */
    readonly memory: () => Readonly<Record<string, number>>;
  },
): Pick<AdminContext, "views" | "commands"> {
  return {
    views: {
      ...pageViews(),
      "/healthz": () => health(knowledge.vitals, now()),
      "/metrics": () =>
        metricsAnswer({
          state: knowledge.state,
          vitals: knowledge.vitals,
          nowMs: now(),
          memory: memory(),
        }),
      "/admin/state": () => ({
        status: 200,
        body: snapshot(knowledge.state, now()),
      }),
      "/admin/events": () => feed.open(),
      "/admin/known": () => ({ status: 200, body: { places: known() } }),
    },
    commands: {
      "/admin/why": (body) => whyByHttp(body, why),
      "/admin/reload": () => reloadByHttp(reload),
      "/admin/killswitch": (body) => moveByHttp(body, { switches, log }),
      "/admin/stop": () => {
        stop();
        return Promise.resolve({ status: 202, body: { stopping: true } });
      },
      "/admin/ledger": (body) => orderByHttp(body, obey),
    },
  };
}

async function moveByHttp(
  body: unknown,
  { switches, log }: { readonly switches: Switches; readonly log: Log },
): Promise<Answer> {
  const { state, reason } = (body ?? {}) as {
    readonly state?: unknown;
    readonly reason?: unknown;
  };
  if (state !== "armed" && state !== "clear") {
    const error = 'Send {"state": "armed"} or {"state": "clear"}';
    return { status: 400, body: { error } };
  }
  if (typeof reason === "string" && reason !== "") {
    const why = cleanText(reason);
    log({ level: "warning", text: `Kill switch ${state} by HTTP: ${why}` });
  }
  await switches.set("http", state === "armed");
  return { status: 200, body: { killswitch: switches.armed } };
}

async function orderByHttp(
  body: unknown,
  obey: (order: LedgerOrder) => Promise<OrderDone>,
): Promise<Answer> {
  const order = parseLedgerOrder(body);
  if (!order) return { status: 400, body: { error: "This is no order" } };
  return await answered(() => obey(order));
}

/** What was done, or `refused` with why it was not. */
async function answered(
  work: () => Promise<unknown>,
  refused = 409,
): Promise<Answer> {
  try {
    return { status: 200, body: await work() };
  } catch (error) {
    if (!(error instanceof WaterwallError)) throw error;
    const { code, message, hint } = error;
    return { status: refused, body: { error: message, code, hint } };
  }
}

function reloadByHttp(reload: () => Promise<Reloaded>): Promise<Answer> {
  return answered(async () => {
    const { policy, patterns, changed, ...config } = await reload();
    return {
      policy_hash: policy,
      patterns_loaded: patterns,
      changed: changed || config.reconfigured,
      protected_hosts: config.hosts,
      ca_made: config.caMade,
    };
  }, 500);
}

async function whyByHttp(
  body: unknown,
  why: (start: string) => Promise<readonly Remembered[]>,
): Promise<Answer> {
  const { hash } = (body ?? {}) as { readonly hash?: unknown };
  if (typeof hash !== "string" || !/^[0-9a-f]{8,64}$/.test(hash)) {
    const error = 'Send {"hash": "…"}, 8 to 64 lower-case hex digits';
    return { status: 400, body: { error } };
  }
  return { status: 200, body: { found: await why(hash) } };
}
