import { get, request } from "node:http";
import type { Snapshot } from "../ops/mod.ts";
import { EventStream } from "./event_stream.ts";
import type { Msg } from "./model.ts";

/** How a command ended. */
export interface Done {
  readonly ok: boolean;
  /** Why it was refused; empty if it was not. */
  readonly why: string;
}

export interface ListenOptions {
  readonly port: number;
  readonly now: () => number;
  readonly hear: (msg: Msg) => void;
}

const CONNECT_MS = 5_000;
const COMMAND_MS = 15_000;

/**
 * Hears an admin server's events until it ends them; that comes last, as
 * `lost`. Not by `fetch`, which would ask the proxy that the environment names.
 *
 * @returns Stops listening; nothing is heard after that.
 */
export function listen({ port, now, hear }: ListenOptions): () => void {
  let isOver = false;
  const lose = (why: string) => {
    if (isOver) return;
    isOver = true;
    asked.destroy();
    hear({ is: "lost", why });
  };
  const asked = get({
    host: "127.0.0.1",
    port,
    path: "/admin/events",
    agent: false,
    timeout: CONNECT_MS,
  }, (answer) => {
    asked.setTimeout(0);
    if (answer.statusCode !== 200) {
      return lose(`127.0.0.1:${port} answers ${answer.statusCode}`);
    }
    const events = new EventStream();
    answer.setEncoding("utf8");
    answer.on("data", (piece: string) => {
      if (isOver) return;
      try {
        for (const { event, data } of events.push(piece)) {
          hear(messageOf(event, data, now()));
        }
      } catch {
        lose(`127.0.0.1:${port} is not Waterwall's admin server`);
      }
    });
    answer.on("close", () => lose("It closed the connection"));
  });
  asked.on("timeout", () => lose(`127.0.0.1:${port} does not answer`));
  asked.on("error", () => lose(`Nothing answers on 127.0.0.1:${port}`));
  return () => {
    isOver = true;
    asked.destroy();
  };
}

function messageOf(event: string, text: string, ms: number): Msg {
  const data = JSON.parse(text);
  if (event === "state") {
    return { is: "snapshot", snapshot: data as Snapshot, ms };
  }
  const { nowMs, uptime } = data as Snapshot;
  return { is: "beat", nowMs, uptime, ms };
}

/** Gives an admin server a command. Never throws. */
export function command(
  path: string,
  { port, token, body }: {
    readonly port: number;
    readonly token: string;
    readonly body: unknown;
  },
): Promise<Done> {
  const { promise, resolve } = Promise.withResolvers<Done>();
  const asked = request({
    method: "POST",
    host: "127.0.0.1",
    port,
    path,
    agent: false,
    timeout: COMMAND_MS,
    headers: { authorization: `Bearer ${token}` },
  }, (answer) => {
    let text = "";
    answer.setEncoding("utf8");
    answer.on("data", (piece: string) => text += piece);
    answer.on("end", () => {
      const ok = answer.statusCode === 200;
      resolve({ ok, why: ok ? "" : reasonOf(text) });
    });
  });
  asked.on("timeout", () => asked.destroy(new Error("timeout")));
  asked.on("error", () => {
    resolve({ ok: false, why: `Nothing answers on 127.0.0.1:${port}` });
  });
  asked.end(JSON.stringify(body));
  return promise;
}

function reasonOf(text: string): string {
  try {
    const { error } = JSON.parse(text);
    if (typeof error === "string") return error;
    return error.message;
  } catch {
    return "It was refused without a reason";
  }
}
