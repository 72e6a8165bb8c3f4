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
    async (request) => answer(await request.text()),
  );
  const said = JSON.stringify({ ca, port: server.addr.port }) + "\n";
  await Deno.stdout.write(encoder.encode(said));
}

function answer(asked: string): Response {
  const heard = /export [A-Z_]+=([^\\]*)/.exec(asked)?.[1] ?? "nothing";
  if (asked.includes('"stream":true')) return stream(heard);
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

function stream(heard: string): Response {
  let sent = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(event({
        type: "content_block_start",
        index: 0,
        content_block: { type: "text", text: "" },
      }));
      const next = () => {
        controller.enqueue(delta(heard));
        if (++sent < EVENTS) return;
        clearInterval(timer);
        controller.enqueue(event({ type: "content_block_stop", index: 0 }));
        controller.close();
      };
      timer = setInterval(next, EVERY_MS);
    },
    cancel: () => clearInterval(timer),
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream" },
  });
}

function delta(heard: string): Uint8Array<ArrayBuffer> {
  const now = (performance.timeOrigin + performance.now()).toFixed(3);
  const text = `${heard} sent at ${now}\n`;
  return event({
    type: "content_block_delta",
    index: 0,
    delta: { type: "text_delta", text },
  });
}

function event(data: Readonly<Record<string, unknown>>) {
  return encoder.encode(
    `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`,
  );
}
