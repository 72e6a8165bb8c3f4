import type { Talk } from "./open_conversation.ts";
import type { Wire } from "./wire.ts";

/** Copies bytes both ways between the sides of a WebSocket that passes unread. */
export function passOn(client: Wire, provider: Wire): Talk {
  const end = () => {
    client.end();
    provider.end();
    return Promise.resolve();
  };
  const copy = async (from: Wire, to: Wire) => {
    for await (const chunk of from.received) await to.send(chunk);
    to.end();
  };
  return {
    isBlind: true,
    run: async () => {
      await Promise.all([copy(client, provider), copy(provider, client)]);
    },
    leave: end,
  };
}
