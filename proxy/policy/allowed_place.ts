import { glob } from "../providers/route.ts";

/** Whether a host is one of those to which secrets may go. */
export function isAllowedHost(
  hosts: readonly string[],
  host: string,
): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  return hosts.some((each) =>
    each.startsWith("*.") ? name.endsWith(each.slice(1)) : name === each
  );
}

/** A path that every server reads alike: no dots, double slashes, percent signs. */
const PLAIN = /^(?:\/(?!\.)[\w.~:@!$&'()*+,;=-]+)*\/?$/;

/** Whether a URL's path, without query, is one of those that are left alone. */
export function isAllowedUrl(
  paths: readonly string[],
  pathname: string,
): boolean {
  return PLAIN.test(pathname) &&
    paths.some((each) => each.startsWith("/") && glob(each).test(pathname));
}
