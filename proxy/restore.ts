import { AnswerSource } from "./answer_source.ts";
import { answerWith } from "./answer_with.ts";
import { chooseReviver } from "./choose_reviver.ts";
import type { Context } from "./context.ts";
import { canDecode } from "./decode_stream.ts";
import { deliver } from "./deliver.ts";
import { codingsOf } from "./encoding.ts";
import { DIGESTS } from "./envelope.ts";
import { UpstreamError } from "./errors.ts";
import type { Guard } from "./guard/tool_call.ts";
import type { Incoming } from "./exchange.ts";
import type { Endpoint } from "./providers/provider.ts";
import { concat } from "./read_body.ts";
import type { Lookup } from "./redact/placeholder.ts";
import type { Restoration } from "./restoration.ts";
import { restoreJson } from "./restore_json.ts";
import type { Reviver } from "./reviver.ts";
import { TooLarge } from "./too_large.ts";

export interface RestoreResponseOptions extends Context {
  readonly lookup: Lookup;
  readonly guard?: Guard;
  readonly restoration: Restoration;
  /** `undefined` when the answer passes unread. */
  readonly endpoint: Endpoint | undefined;
}

/** Bytes that tell what an answer of unknown type is: a byte order mark and `event:`. */
const SNIFF_BYTES = 9;

/**
 * Puts secrets back into an answer.
 *
 * An answer known as a whole is returned in one piece, and recorded before; of
 * a stream the first bytes are ready when this resolves, each event follows as
 * soon as it is known, and no restored byte goes before its record.
 *
 * @throws {UpstreamError} when it is damaged, or encoded as nobody asked for
 */
export async function restoreResponse(
  incoming: Incoming,
  options: RestoreResponseOptions,
): Promise<Response> {
  const { status, headers, body } = incoming;
  const { endpoint } = options;
  const codings = codingsOf(headers.get("content-encoding"));
  if (body === null || endpoint === undefined) {
    return answerWith(body, { status, headers });
  }
  if (!canDecode(codings)) {
    await body.cancel().catch(() => undefined);
    throw unreadable(codings);
  }
  const source = new AnswerSource(body, codings);
  try {
    return await revive(source, { ...options, incoming, endpoint, codings });
  } catch (error) {
    await source.cancel(error);
    throw error;
  }
}

async function revive(
  source: AnswerSource,
  { incoming: { status, headers }, endpoint, codings, ...options }:
    & RestoreResponseOptions
    & {
      readonly incoming: Incoming;
      readonly endpoint: Endpoint;
      readonly codings: readonly string[];
    },
): Promise<Response> {
  const { lookup, guard, limits, restoration } = options;
  if (codings.length > 0) forgetLength(headers);
  const { tally } = restoration;
  const way = chooseReviver(headers.get("content-type"), {
    first: await source.peek(SNIFF_BYTES),
    endpoint,
    maxBytes: limits.maxBodyBytes,
    lookup,
    tally,
    guard,
  });
  if (way === "whole") {
    const chunks = await source.whole(limits.maxBodyBytes);
    if (chunks !== undefined) {
      const rules = endpoint.response;
      const bytes = restoreJson(concat(chunks), {
        rules,
        lookup,
        tally,
        guard,
      });
      await restoration.begin();
      restoration.end();
      forgetLength(headers);
      headers.set("content-length", String(bytes.length));
      return answerWith(bytes, { status, headers });
    }
  }
  const reviver = way === "untouched"
    ? UNTOUCHED
    : way === "whole"
    ? new TooLarge({ lookup, maxBytes: limits.maxBodyBytes })
    : way;
  if (reviver === way) forgetLength(headers);
  const stream = await deliver(source, { reviver, restoration });
  return answerWith(stream, { status, headers });
}

function unreadable(codings: readonly string[]): UpstreamError {
  const unknown = codings.find((coding) => !canDecode([coding])) ?? "";
  const named = /^[a-z0-9.-]{1,20}$/.test(unknown) ? unknown : "an odd name";
  return new UpstreamError(
    "unreachable",
    `Cannot read the provider's answer as its content-encoding is unknown: ${named}`,
    { hint: "Have the provider, or the gateway before it, send it unencoded" },
  );
}

const UNTOUCHED: Reviver = {
  push: (chunk) => chunk,
  flush: () => new Uint8Array(),
};

/** Drops the fields that describe bytes which are no longer those sent. */
function forgetLength(headers: Headers): void {
  for (const name of ["content-encoding", "content-length", ...DIGESTS]) {
    headers.delete(name);
  }
}
