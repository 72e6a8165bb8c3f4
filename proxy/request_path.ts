/** Path and query exactly as they stand in the URL, without the prefix. */
export function pathOf(url: string, prefix: string): string {
  const from = url.indexOf("/", url.indexOf("://") + 3);
  const path = from < 0 ? "/" : url.slice(from).replace(/#.*/s, "");
  if (!path.startsWith(prefix)) return path;
  const rest = path.slice(prefix.length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}
