import type { ErrorShape } from "./providers/provider.ts";

/** What an agent is told instead of an answer. */
export interface Problem {
  readonly type: `waterwall_${string}`;
  readonly message: string;
  readonly hint: string | undefined;
}

/** A 502 in the shape in which the provider's agents expect an error. */
export function refusal(problem: Problem, shape: ErrorShape): Response {
  const body = new TextEncoder().encode(JSON.stringify(shaped(problem, shape)));
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

function shaped({ type, message, hint }: Problem, shape: ErrorShape): unknown {
  switch (shape) {
    case "anthropic":
      return { type: "error", error: { type, message, hint } };
    case "openai":
      return { error: { message, type, param: null, code: type, hint } };
    case "google":
      return { error: { code: 502, message, status: type, type, hint } };
  }
}
