import type { Endpoint, Provider } from "./provider.ts";

/** Any JSON: every string is scanned, every string is restored. */
export const everything = {
  path: "/**",
  request: { opaque: [], intact: [] },
  response: { opaque: [], json: [] },
  stream: {
    opaque: [],
    json: [],
    deltas: [],
    channel: [],
    ends: [],
    keep: [],
    sentinel: "[DONE]",
  },
} as const satisfies Endpoint;

/** Header fields by which clients identify themselves to a provider. */
export const CREDENTIALS = [
  "authorization",
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "cookie",
] as const;

/** A provider of which nothing is known. */
export const generic = {
  name: "generic",
  endpoints: [],
  fallback: everything,
  credentials: CREDENTIALS,
  parameters: [],
  errors: "openai",
} as const satisfies Provider;
