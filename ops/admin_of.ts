import {
  type LedgerOrder,
  type OrderDone,
  parseLedgerOrder,
  WaterwallError,
} from "../audit/mod.ts";
import type { AdminContext, Answer } from "./admin.ts";
import type { EventFeed } from "./event_feed.ts";
import { health } from "./health.ts";
import type { Knowledge } from "./knowledge.ts";
import { pageViews } from "./page_views.ts";
import { snapshot } from "./snapshot.ts";
import type { Switches } from "./switches.ts";

/** What the admin server shows and does. */
export function adminOf({ knowledge, switches, feed, obey, now }: {
  readonly knowledge: Knowledge;
  readonly feed: EventFeed;
  readonly switches: Switches;
  /** Has the ledger do what an operator asks. */
  readonly obey: (order: LedgerOrder) => Promise<OrderDone>;
  readonly now: () => number;
}): Pick<AdminContext, "views" | "commands"> {
  return {
    views: {
      ...pageViews(),
      "/healthz": () => health(knowledge.vitals, now()),
      "/admin/state": () => ({
        status: 200,
        body: snapshot(knowledge.state, now()),
      }),
      "/admin/events": () => feed.open(),
    },
    commands: {
      "/admin/killswitch": (body) => moveByHttp(body, switches),
      "/admin/ledger": (body) => orderByHttp(body, obey),
    },
  };
}

async function moveByHttp(
  body: unknown,
  switches: Switches,
): Promise<Answer> {
  const { state } = (body ?? {}) as { readonly state?: unknown };
  if (state !== "armed" && state !== "clear") {
    const error = 'Send {"state": "armed"} or {"state": "clear"}';
    return { status: 400, body: { error } };
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
  try {
    return { status: 200, body: await obey(order) };
  } catch (error) {
    if (!(error instanceof WaterwallError)) throw error;
    const { code, message, hint } = error;
    return { status: 409, body: { error: message, code, hint } };
  }
}
