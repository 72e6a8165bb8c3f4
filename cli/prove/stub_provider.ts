import {
  brotliDecompressSync,
  gunzipSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";
import { ADVERSARIAL, cut } from "./cut.ts";
import { throwawayIdentity } from "./throwaway_ca.ts";
import { type Trace, tracesOf } from "./traces.ts";
import { anthropic } from "./wires/anthropic.ts";
import { openaiChat } from "./wires/openai_chat.ts";
import { openaiResponses } from "./wires/openai_responses.ts";
import {
  type Json,
  object,
  type Reply,
  type ServerEvent,
  type Wire,
} from "./wires/wire.ts";

/** Every API that the stub speaks. */
export const WIRES: readonly Wire[] = [anthropic, openaiChat, openaiResponses];

/** One request as it reached the provider. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  /** The bytes of the body, still encoded. */
  readonly body: Uint8Array;
}

/** How the stub answers; the defaults are unkind. */
export interface StubOptions {
  /** Sizes of the pieces, in UTF-16 units, in which text and arguments are streamed. */
  readonly pieces?: readonly number[];
  /** Sizes in bytes of the writes to the socket; cuts through events and characters. */
  readonly writes?: readonly number[];
  /** Write `<`, `>` and `&` as `\u003c` and so on, as some providers' encoders do. */
  readonly escapeHtml?: boolean;
  /** Answers on wires that the stub does not speak; `undefined` where it does not either. */
  readonly otherwise?: (received: Received) => Response | undefined;
}

/** A provider that believes what it is told and says it again, in pieces. */
export interface StubProvider {
  /** `https://127.0.0.1:port` */
  readonly url: string;
  /** PEM of the root to trust for it. */
  readonly ca: string;
  /** Every request so far, oldest first. */
  readonly received: readonly Received[];
  /** In which forms a text reached it, in a header, a path or a body, encoded or decoded. */
  tracesOf(text: string): readonly Trace[];
  forget(): void;
  close(): Promise<void>;
}

/** Starts one on a free port of the loopback interface, HTTP/1.1 and HTTP/2 over TLS. */
export async function startStubProvider(
  options: StubOptions = {},
): Promise<StubProvider> {
  const received: Received[] = [];
  const { ca, cert, key } = await throwawayIdentity(new Date());
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, cert, key, onListen: () => {} },
    async (request) => {
      const heard = await hear(request);
      received.push(heard);
      return options.otherwise?.(heard) ??
        respond(replyTo(heard, options), options);
    },
  );
  return {
    url: `https://127.0.0.1:${server.addr.port}`,
    ca,
    received,
    tracesOf: (text) => [
      ...new Set(received.flatMap((one) => tracesIn(one, text))),
    ],
    forget: () => void received.splice(0),
    close: () => server.shutdown(),
  };
}

async function hear(request: Request): Promise<Received> {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname + search,
    headers: [...request.headers],
    body: await request.bytes(),
  };
}

function tracesIn(received: Received, text: string): readonly Trace[] {
  const head = [
    received.path,
    ...received.headers.map((field) => field.join(": ")),
  ];
  return [
    ...tracesOf(text, received.body),
    ...tracesOf(text, decoded(received)),
    ...tracesOf(text, head.join("\n")),
  ];
}

const DECODERS: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

function decoded({ headers, body }: Received): Uint8Array {
  const encoding = headers.find(([name]) => name === "content-encoding")?.[1];
  return DECODERS[encoding ?? "identity"]?.(body) ?? body;
}

function replyTo(received: Received, { pieces }: StubOptions): Reply {
  const path = received.path.split("?")[0];
  const wire = WIRES.find((wire) => wire.path === path);
  if (!wire) return anthropic.refuse(404, "Not found");
  if (!received.headers.some(([name]) => wire.credentials.includes(name))) {
    return wire.refuse(401, "No credential");
  }
  const body = parse(decoded(received));
  if (!body) return wire.refuse(400, "The body is not JSON");
  return wire.answer(body, (text) => cut(text, pieces));
}

function parse(body: Uint8Array): Json | undefined {
  try {
    return object(JSON.parse(new TextDecoder().decode(body)));
  } catch {
    return undefined;
  }
}

const encoder = new TextEncoder();

function respond(reply: Reply, options: StubOptions): Response {
  switch (reply.kind) {
    case "json":
      return new Response(encoder.encode(encode(reply.body, options)), {
        status: reply.status,
        headers: { "content-type": "application/json" },
      });
    case "events":
      return new Response(inWrites(reply.events, options), {
        headers: { "content-type": "text/event-stream; charset=utf-8" },
      });
  }
}

function encode(value: unknown, { escapeHtml }: StubOptions): string {
  const json = JSON.stringify(value);
  if (!escapeHtml) return json;
  return json.replaceAll(
    /[<>&]/g,
    (c) => `\\u00${c.charCodeAt(0).toString(16)}`,
  );
}

function inWrites(
  events: readonly ServerEvent[],
  options: StubOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = encoder.encode(
    events.map((event) => written(event, options)).join(""),
  );
  const sizes = options.writes ?? ADVERSARIAL.map((size) => size * 17);
  return ReadableStream.from(slices(bytes, sizes));
}

function written(
  { event, data }: ServerEvent,
  options: StubOptions,
): string {
  const name = event === undefined ? "" : `event: ${event}\n`;
  const text = typeof data === "string" ? data : encode(data, options);
  return `${name}data: ${text}\n\n`;
}

function* slices(bytes: Uint8Array<ArrayBuffer>, sizes: readonly number[]) {
  let from = 0;
  let turn = 0;
  while (from < bytes.length) {
    const to = from + sizes[turn++ % sizes.length]!;
    yield bytes.subarray(from, to);
    from = to;
  }
}
