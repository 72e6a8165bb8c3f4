import type { Span } from "./finding.ts";

const BEFORE = /[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s@/?#"'`]*$/;
const AFTER =
  /^[^\s@/?#"'`]{0,80}@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}))(?::\d{1,5})?(?![^\s/?#"'`,;)\]}\\])/;

/**
 * The host that a secret is for, in lower case: that of the URL in whose user
 * part it stands, as in `postgres://app:SECRET@db.example/app`.
 */
export function homeHost(
  text: string,
  { start, end }: Span,
): string | undefined {
  const host = AFTER.exec(text.slice(end, end + 350))?.[1];
  if (host === undefined) return undefined;
  return BEFORE.test(text.slice(Math.max(0, start - 160), start))
    ? host.toLowerCase()
    : undefined;
}
