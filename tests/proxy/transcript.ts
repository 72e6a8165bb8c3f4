import type { Entry } from "../../audit/mod.ts";
import {
  type Context,
  type Incoming,
  type Outgoing,
  PROVIDERS,
  type Scan,
  Vault,
} from "../../proxy/mod.ts";

export const KEY = new Uint8Array(32).fill(7);

/** Finds `SECRET-` and what follows it of lower-case letters. */
export const scan: Scan = (text) =>
  [...text.matchAll(/SECRET-[a-z]+/g)].map(({ index, 0: secret }) => ({
    start: index,
    end: index + secret.length,
    type: "TEST",
  }));

/** A vault that the test's clock never ages. */
export function vault(): Vault {
  return new Vault({ key: KEY, now: () => 0 });
}

/** The placeholder of a secret of type TEST, or of the type given. */
export function placeholderOf(secret: string, type = "TEST"): string {
  return `<pl:${type}:${vault().tagOf(secret)}>`;
}

export interface Transcript {
  readonly context: Context;
  /** What was asked of the context, in order. */
  readonly said: string[];
  readonly records: Entry[];
  readonly sent: Outgoing[];
}

/** A context that writes down what is asked of it and answers with what was sent. */
export function transcript(overrides: Partial<Context> = {}): Transcript {
  const said: string[] = [];
  const records: Entry[] = [];
  const sent: Outgoing[] = [];
  const context: Context = {
    id: "r1",
    session: "s1",
    host: "api.anthropic.com",
    provider: PROVIDERS["anthropic"]!,
    vault: vault(),
    policy: () => ({ scan, patterns: 1, hash: "p".repeat(64) }),
    activeSwitches: () => [],
    record(...entries) {
      records.push(...entries);
      said.push(`record ${entries.map(({ type }) => type).join(" and ")}`);
      return Promise.resolve();
    },
    note(entry) {
      records.push(entry);
      said.push(`note ${entry.type}`);
    },
    forward(outgoing) {
      sent.push(outgoing);
      said.push("send");
      return Promise.resolve(json(outgoing.body ?? new Uint8Array()));
    },
    limits: { maxBodyBytes: 1 << 20 },
    ...overrides,
  };
  return { context, said, records, sent };
}

/** An answer of JSON. */
export function json(body: string | Uint8Array<ArrayBuffer>): Incoming {
  return answer(body, { "content-type": "application/json" });
}

/** An answer that arrives in the given pieces. */
export function answer(
  body: string | Uint8Array<ArrayBuffer> | readonly string[],
  headers: Record<string, string> = {},
): Incoming {
  const pieces = Array.isArray(body) ? body : [body];
  return {
    status: 200,
    headers: new Headers(headers),
    body: ReadableStream.from(
      pieces.map((piece) =>
        typeof piece === "string" ? new TextEncoder().encode(piece) : piece
      ),
    ),
  };
}

/** A request as it comes through the door. */
export function ask(
  body: BodyInit | null,
  { path = "/v1/messages", headers = {}, method = "POST" }: {
    path?: string;
    headers?: Record<string, string>;
    method?: string;
  } = {},
): Request {
  return new Request(`https://api.anthropic.com${path}`, {
    method,
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

export function textOf(bytes: Uint8Array | null): string {
  return new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(bytes ?? new Uint8Array());
}
