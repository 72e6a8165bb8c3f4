import { type Streaming, wireAt } from "./streaming.ts";
import { throwawayIdentity } from "../../../cli/prove/throwaway_ca.ts";

/** How many events a stream has, and how far apart. */
const EVENTS = 200;
const EVERY_MS = 10;

const encoder = new TextEncoder();

/** A provider that costs next to nothing: it says what it heard first, once or as a steady stream. */
if (import.meta.main) {
  const { ca, cert, key } = await throwawayIdentity(new Date());
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, cert, key, onListen: () => {} },
    async (request) => answer(await request.text(), new URL(request.url)),
  );
  const said = JSON.stringify({ ca, port: server.addr.port }) + "\n";
  await Deno.stdout.write(encoder.encode(said));
}

function answer(asked: string, { pathname, searchParams }: URL): Response {
  const heard = /export [A-Z_]+=([^\\]*)/.exec(asked)?.[1] ?? "nothing";
  if (asked.includes('"stream":true')) {
    const events = Number(searchParams.get("events") ?? EVENTS);
    const everyMs = Number(searchParams.get("every") ?? EVERY_MS);
    return stream(heard, { wire: wireAt(pathname), events, everyMs });
  }
  const body = encoder.encode(JSON.stringify({
    id: "msg_bench",
    type: "message",
    role: "assistant",
    content: [{ type: "text", text: `You said ${heard}.` }],
  }));
  return new Response(body, {
    headers: { "content-type": "application/json" },
  });
}

function stream(
  heard: string,
  { wire, events, everyMs }: {
    readonly wire: Streaming;
    readonly events: number;
    readonly everyMs: number;
  },
): Response {
  let sent = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(wire.first);
      const next = () => {
        const now = (performance.timeOrigin + performance.now()).toFixed(3);
        controller.enqueue(wire.delta(`${heard} sent at ${now}\n`));
        if (++sent < events) return;
        clearInterval(timer);
        controller.enqueue(wire.last);
        controller.close();
      };
      timer = setInterval(next, everyMs);
    },
    cancel: () => clearInterval(timer),
  });
  return new Response(body, { headers: { "content-type": wire.contentType } });
}
