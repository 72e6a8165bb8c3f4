import { RefusalError } from "./errors.ts";
import { HOP_BY_HOP, namedBy } from "./hop_by_hop.ts";
import type { Provider } from "./providers/provider.ts";
import type { Redactor } from "./redact/redactor.ts";

/** Fields of the connection, and those that we set ourselves. */
const OURS: ReadonlySet<string> = new Set([...HOP_BY_HOP, "expect", "host"]);

/** Fields that vouch for the bytes of a body, and cannot once it has changed. */
export const DIGESTS = [
  "content-md5",
  "digest",
  "content-digest",
  "repr-digest",
];

/** A header's fields, their names in lower case. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** A request but for its body. */
export interface Envelope {
  /** Path and query, as the client sent them. */
  readonly path: string;
  readonly fields: Fields;
}

/**
 * Refuses a secret in the path, the query or a header: there it could not be
 * put back, so it is not replaced either.
 *
 * Credentials that the provider asks for in these places are let through.
 *
 * @throws {RefusalError} with code `policy`, naming the place, never the value
 */
export function inspectEnvelope(
  { path, fields }: Envelope,
  { provider, redactor }: { provider: Provider; redactor: Redactor },
): void {
  const [pathname, query] = split(path);
  refuseSecret("the URL's path", decode(pathname), redactor);
  for (const [name, value] of new URLSearchParams(query)) {
    if (provider.parameters.includes(name)) continue;
    refuseSecret(`the query's parameter ${shown(name)}`, value, redactor);
    refuseSecret("a parameter's name in the query", name, redactor);
  }
  for (const [name, value] of fields) {
    if (isCredential(name, provider)) continue;
    refuseSecret(`the header ${name}`, value, redactor);
  }
}

/** These fields as a message has them. */
export function headersOf(fields: Fields): Headers {
  const headers = new Headers();
  for (const [name, value] of fields) headers.append(name, value);
  return headers;
}

/** All of an envelope but the credentials that are meant for the provider. */
export function envelopeText(
  { path, fields }: Envelope,
  provider: Provider,
): string {
  const [pathname, query] = split(path);
  const parameters = query.split("&").filter((each) =>
    !provider.parameters.some((name) => each.startsWith(`${name}=`))
  );
  const values = fields
    .filter(([name]) => !isCredential(name, provider))
    .map(([, value]) => value);
  return [pathname, ...parameters, ...values].join("\n");
}

/** The header fields that go on to the provider. */
export function onwardFields(headers: Headers): Fields {
  const named = namedBy(headers.get("connection"));
  const fields: [string, string][] = [];
  // A quarter of the time that the iterator of Headers takes.
  headers.forEach((value, name) => {
    if (!OURS.has(name) && !named.has(name)) fields.push([name, value]);
  });
  return fields;
}

function isCredential(name: string, { credentials }: Provider): boolean {
  return credentials.includes(name) || name === "proxy-authorization";
}

function refuseSecret(
  place: string,
  value: string,
  redactor: Redactor,
): void {
  const kind = redactor.firstKind(value);
  if (kind) throw RefusalError.place(place, kind);
}

/** A name that may be shown: nothing that could itself be a secret. */
function shown(name: string): string {
  return /^[A-Za-z_.-]{1,20}$/.test(name) ? name : "with an unusual name";
}

function split(path: string): [string, string] {
  const mark = path.indexOf("?");
  return mark < 0 ? [path, ""] : [path.slice(0, mark), path.slice(mark + 1)];
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
