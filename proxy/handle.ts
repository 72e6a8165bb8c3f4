import type { Entry } from "../audit/mod.ts";
import type { Context } from "./context.ts";
import { RefusalError } from "./errors.ts";
import type { Outgoing } from "./exchange.ts";
import { type Draft, draftRequest } from "./draft_request.ts";
import { restoreRules } from "./guard/restore_rules.ts";
import { Restoration } from "./restoration.ts";
import { restoreResponse } from "./restore.ts";

/** Items in one record, so that its line stays under 64 KiB (audit/SPEC.md). */
const ITEMS_MAX = 500;

/**
 * Carries one request from the agent to its provider and back.
 *
 * The order of the steps is the specification (proxy/SPEC.md §2): nothing is
 * sent before it is recorded, nothing restored before it is recorded. Throws
 * freely: `failClosed()` answers for it.
 */
export async function handle(
  request: Request,
  context: Context,
): Promise<Response> {
  const switches = context.activeSwitches();
  if (switches.length > 0) throw RefusalError.killswitch(switches);
  if (asksForWebSocket(request)) return new Response(null, { status: 426 });
  const inForce = context.policy();
  const { hash } = inForce;
  const draft = await draftRequest(request, { ...context, inForce });
  const { endpoint, redactor } = draft;
  const restoration = new Restoration(context, hash);
  try {
    const outgoing = await recorded(draft, async (items) => {
      const entries = redactions(items, { ...context, hash });
      await restoration.announce((...own) =>
        context.record(...entries, ...own)
      );
    });
    const incoming = await context.forward(outgoing);
    const { id, observe } = context;
    observe?.({ fact: "answered", request: id, status: incoming.status });
    const rules = restoreRules(context, { inForce, redactor });
    const options = { ...context, restoration, endpoint, ...rules };
    return await restoreResponse(incoming, options);
  } catch (error) {
    restoration.end();
    throw error;
  }
}

/** What may be sent, all its items on record. The second look takes place while the disk works. */
async function recorded(
  { redactor, finish }: Draft,
  record: (items: Items) => Promise<void>,
): Promise<Outgoing> {
  const { items } = redactor;
  const first = items.length === 0 ? undefined : record(items);
  // If the second look throws, that is what counts.
  first?.catch(() => {});
  const outgoing = finish();
  await first;
  const more = redactor.items.slice(items.length);
  if (more.length > 0) await record(more);
  return outgoing;
}

/** A refused upgrade makes agents fall back to HTTP, which we can read. */
function asksForWebSocket({ headers }: Request): boolean {
  return headers.get("upgrade")?.toLowerCase() === "websocket";
}

type Items = Extract<Entry, { type: "redaction" }>["items"];

function redactions(
  items: Items,
  { id, session, host, hash }: Context & { hash: string },
): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < items.length; at += ITEMS_MAX) {
    entries.push({
      type: "redaction",
      request: id,
      session,
      host,
      direction: "outbound",
      items: items.slice(at, at + ITEMS_MAX),
      policy: hash,
    });
  }
  return entries;
}
