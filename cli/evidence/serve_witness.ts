import type { WitnessAnswer } from "../../audit/mod.ts";

/** Longest request that is read, in bytes. */
const MAX_BODY_BYTES = 65_536;

/** A witness that listens, until it is asked to end. */
export interface WitnessServer {
  readonly url: string;
  readonly finished: Promise<void>;
  /** Lets answers finish, and takes no more requests. */
  readonly close: () => void;
}

/**
 * Serves `POST /add-checkpoint`.
 *
 * @see https://c2sp.org/tlog-witness
 */
export function serveWitness(
  { hostname, port }: { readonly hostname: string; readonly port: number },
  answer: (body: string) => WitnessAnswer,
): WitnessServer {
  const server = Deno.serve(
    { hostname, port, onListen: () => {} },
    (request) => respond(request, answer),
  );
  const close = () => void server.shutdown();
  for (const signal of signals()) Deno.addSignalListener(signal, close);
  const finished = server.finished.then(() => {
    for (const signal of signals()) Deno.removeSignalListener(signal, close);
  });
  const { addr } = server;
  const host = addr.hostname.includes(":")
    ? `[${addr.hostname}]`
    : addr.hostname;
  return { url: `http://${host}:${addr.port}`, finished, close };
}

function signals(): readonly Deno.Signal[] {
  return Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
}

async function respond(
  request: Request,
  answer: (body: string) => WitnessAnswer,
): Promise<Response> {
  if (new URL(request.url).pathname !== "/add-checkpoint") {
    return new Response("there is nothing here\n", { status: 404 });
  }
  if (request.method !== "POST") {
    return new Response("only POST\n", {
      status: 405,
      headers: { allow: "POST" },
    });
  }
  const body = await textOf(request);
  if (body === undefined) {
    return new Response("this is too long\n", { status: 413 });
  }
  const { status, type, body: said } = answer(body);
  return new Response(said, { status, headers: { "content-type": type } });
}

async function textOf(request: Request): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BODY_BYTES) return undefined;
  }
  return text + decoder.decode();
}
