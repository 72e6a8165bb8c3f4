/** Fields that belong to one connection, not to the message (RFC 9110 §7.6.1). */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The fields that a `Connection` field names, which belong to it as well. */
export function namedBy(connection: string | null): ReadonlySet<string> {
  const names = (connection ?? "").toLowerCase().split(",");
  return new Set(names.map((name) => name.trim()));
}
