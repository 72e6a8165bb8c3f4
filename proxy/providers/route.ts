import type { Endpoint, Provider } from "./provider.ts";

/** The rules for a URL path (without query) of a provider. */
export function endpointFor(provider: Provider, path: string): Endpoint {
  const plain = normalise(path) ?? path;
  return provider.endpoints.find((each) => glob(each.path).test(plain)) ??
    provider.fallback;
}

/**
 * May requests to this path pass unread?
 *
 * Only if no reading of the path leads to one that is to be read: dots, double
 * slashes, case and percent signs are resolved first, and what cannot be
 * resolved is read.
 */
export function passesUnread(
  { only }: Pick<Provider, "only">,
  path: string,
): boolean {
  if (only === undefined) return false;
  const plain = normalise(path)?.toLowerCase();
  return plain !== undefined && !plain.includes("%") &&
    !only.some((pattern) => glob(pattern).test(plain));
}

/** A path that every server reads alike: whole segments of ordinary characters, none of which begins with a dot. */
const PLAIN = /^(?:\/[\w:~-][\w.:~-]*)+$/;

/** A path as any server might read it; `undefined` if servers may differ. */
function normalise(path: string): string | undefined {
  if (PLAIN.test(path)) return path;
  try {
    const decoded = decodeURIComponent(path).replaceAll("\\", "/");
    if (/[?#]/.test(decoded)) return undefined;
    return new URL(decoded.replace(/\/+/g, "/"), "http://any").pathname;
  } catch {
    return undefined;
  }
}

const compiled = new Map<string, RegExp>();

/** A pattern for paths: `*` is one segment, `/**` any number of them. */
export function glob(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\/\*\*|\*/g, (star) => star === "*" ? "[^/]+" : "(?:/.*)?");
  const made = new RegExp(`^${source}/?$`);
  compiled.set(pattern, made);
  return made;
}
