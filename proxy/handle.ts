import type { Context } from "./context.ts";
import { RefusalError } from "./errors.ts";
import { redactionEntries } from "./redaction_entries.ts";
import { redactRequest } from "./redact_request.ts";
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
  const redacted = await redactRequest(request, { ...context, inForce });
  const { outgoing, redactor, endpoint } = redacted;
  const restoration = new Restoration(context, hash);
  const items = redactionEntries(redactor.items, { ...context, hash });
  if (items.length > 0) {
    await context.record(...items, ...restoration.announce());
  }
  try {
    const incoming = await context.forward(outgoing);
    const { id, observe } = context;
    observe?.({ fact: "answered", request: id, status: incoming.status });
    const { lookup } = redactor;
    const options = { ...context, restoration, endpoint, lookup };
    return await restoreResponse(incoming, options);
  } catch (error) {
    restoration.end();
    throw error;
  }
}
