import type { UpstreamOptions } from "../../../proxy/transport/upstream.ts";

/** No corporate proxy, and limits that no test comes to. */
export const PATIENT: UpstreamOptions = {
  proxy: null,
  mark: "waterwall-test",
  roots: [],
  connectTimeoutMs: 60_000,
  headerTimeoutMs: 60_000,
  idleTimeoutMs: 60_000,
};
