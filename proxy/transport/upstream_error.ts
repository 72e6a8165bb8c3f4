import { UpstreamError } from "../errors.ts";

/**
 * What an agent is told when a provider did not answer: the host and the
 * cause, never a path or a header.
 */
export function upstreamError(host: string, cause: unknown): UpstreamError {
  if (cause instanceof UpstreamError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UpstreamError(
    codeOf(cause, why),
    `Cannot complete the request as ${host} did not answer it: ${why}`,
    { hint: "Try again, or check the network and upstream_proxy", cause },
  );
}

function codeOf(cause: unknown, why: string): UpstreamError["code"] {
  const code = String((cause as { code?: unknown } | null)?.code ?? "");
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code)) return "tls";
  if (/TIMEDOUT/.test(code) || /too long|silent/.test(why)) return "timeout";
  return /^the proxy answered/.test(why) ? "refused" : "unreachable";
}
