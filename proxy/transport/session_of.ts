import { hmac } from "../redact/hmac.ts";

/** Fields in which an agent names its own session, most specific first. */
const NAMED_BY_AGENT = [
  "x-claude-code-session-id",
  "session_id",
  "session-id",
  "x-session-id",
  "conversation_id",
  "x-conversation-id",
] as const;

/** Fields in which a client shows who it is. */
const CREDENTIALS = [
  "authorization",
  "x-api-key",
  "x-goog-api-key",
  "api-key",
  "cookie",
] as const;

/**
 * The session that a request belongs to.
 *
 * What the agent says, when it says it; else a fingerprint of its credential
 * and user agent. The fingerprint is keyed, so that a log which holds it does
 * not help anybody to guess a credential.
 */
export function sessionOf(headers: Headers, key: Uint8Array): string {
  for (const name of NAMED_BY_AGENT) {
    const value = headers.get(name);
    if (value) return value;
  }
  const shown = [...CREDENTIALS, "user-agent"]
    .map((name) => `\0${headers.get(name) ?? ""}`);
  const digest = hmac(`waterwall session${shown.join("")}`, key);
  return `client-${digest.slice(0, 16)}`;
}
