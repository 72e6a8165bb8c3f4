import { HOP_BY_HOP, namedBy } from "../hop_by_hop.ts";

/**
 * A request's fields for `node:https`: end-to-end ones only, and this `Host`.
 *
 * `content-length` is left as it stands; it must be the body's.
 */
export function requestFields(
  headers: Headers,
  authority: string,
): Record<string, string> {
  const named = namedBy(headers.get("connection"));
  const fields: Record<string, string> = { host: authority };
  headers.forEach((value, name) => {
    if (name === "host" || HOP_BY_HOP.has(name) || named.has(name)) return;
    fields[name] = value;
  });
  return fields;
}

/** An answer's end-to-end fields, from the list of names and values as it came. */
export function answerHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  const named = new Set<string>();
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]!.toLowerCase() === "connection") {
      for (const name of namedBy(raw[i + 1]!)) named.add(name);
    }
  }
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    if (HOP_BY_HOP.has(name) || named.has(name)) continue;
    headers.append(name, raw[i + 1]!);
  }
  return headers;
}
