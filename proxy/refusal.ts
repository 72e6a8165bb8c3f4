import type { ErrorShape } from "./providers/provider.ts";
import { encodeUtf8 } from "./utf8.ts";

/** What an agent is told instead of an answer. */
export interface Problem {
  readonly type: `waterwall_${string}`;
  readonly message: string;
  readonly hint: string | undefined;
}

/** A 502 in the shape in which the provider's agents expect an error. */
export function refusal(problem: Problem, shape: ErrorShape): Response {
  const body = encodeUtf8(JSON.stringify(shaped(problem, shape)));
  return new Response(body, {
    status: 502,
    headers: {
      "content-type": "application/json",
      "content-length": String(body.length),
      // SDKs would send a refused request again, twice, before they show it.
      "x-should-retry": String(problem.type === "waterwall_upstream"),
    },
  });
}

/** The same as the event by which it is told over a WebSocket. */
export function refusalEvent(
  problem: Problem,
  shape: ErrorShape,
): Uint8Array<ArrayBuffer> {
  const event = { type: "error", status: 502, ...shaped(problem, shape) };
  return encodeUtf8(JSON.stringify(event));
}

function shaped(
  { type, message, hint }: Problem,
  shape: ErrorShape,
): Record<string, unknown> {
  switch (shape) {
    case "anthropic":
      return { type: "error", error: { type, message, hint } };
    case "openai":
      return { error: { message, type, param: null, code: type, hint } };
    case "google":
      return { error: { code: 502, message, status: type, type, hint } };
  }
}
