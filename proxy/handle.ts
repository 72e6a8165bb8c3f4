import type { Item } from "../audit/mod.ts";
import type { Context } from "./context.ts";
import { RefusalError } from "./errors.ts";
import type { Outgoing } from "./exchange.ts";
import { type Draft, draftRequest } from "./draft_request.ts";
import { restoreRules } from "./guard/restore_rules.ts";
import { redactionEntries } from "./redaction_entries.ts";
import { Restoration } from "./restoration.ts";
import { restoreResponse } from "./restore.ts";
import { asksForWebSocket } from "./websocket/handshake.ts";

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
  // Refused, an agent falls back to HTTP; a WebSocket that is read comes in by
  // another way (`openConversation`).
  if (asksForWebSocket(request)) return new Response(null, { status: 426 });
  const inForce = context.policy();
  const { hash } = inForce;
  const draft = await draftRequest(request, { ...context, inForce });
  const { endpoint, redactor } = draft;
  const restoration = new Restoration(context, hash);
  try {
    const outgoing = await recorded(draft, {
      prepare: context.prepare,
      record: async (items) => {
        const entries = redactionEntries(items, { ...context, hash });
        await restoration.announce((...own) =>
          context.record(...entries, ...own)
        );
      },
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

/**
 * What may be sent, all its items on record. While the disk works, the second
 * look takes place, and the way to the provider is prepared.
 */
async function recorded(
  { redactor, finish }: Draft,
  { record, prepare }: {
    readonly prepare: Context["prepare"] | undefined;
    readonly record: (items: readonly Item[]) => Promise<void>;
  },
): Promise<Outgoing> {
  const { items } = redactor;
  const first = items.length === 0 ? undefined : record(items);
  // If the second look throws, that is what counts.
  first?.catch(() => {});
  const outgoing = finish();
  const drop = first && prepare?.(outgoing);
  try {
    await first;
    const more = redactor.items.slice(items.length);
    if (more.length > 0) await record(more);
    return outgoing;
  } catch (error) {
    drop?.();
    throw error;
  }
}
