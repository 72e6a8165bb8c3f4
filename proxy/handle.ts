import type { Entry } from "../audit/mod.ts";
import type { Context } from "./context.ts";
import { RefusalError } from "./errors.ts";
import { redactRequest } from "./redact_request.ts";
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
  const redacted = await redactRequest(request, { ...context, inForce });
  const { outgoing, redactor, endpoint } = redacted;
  const restoration = new Restoration(context, hash);
  const items = redactions(redactor.items, { ...context, hash });
  if (items.length > 0) {
    await context.record(...items, ...restoration.announce());
  }
  try {
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

/** A refused upgrade makes agents fall back to HTTP, which we can read. */
function asksForWebSocket({ headers }: Request): boolean {
  return headers.get("upgrade")?.toLowerCase() === "websocket";
}

function redactions(
  items: Extract<Entry, { type: "redaction" }>["items"],
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
