/**
 * Whether `NO_PROXY` takes a host out of the corporate proxy.
 *
 * As curl and most runtimes read it: names separated by commas, each covering
 * itself and everything below it, an optional port, `*` for every host.
 */
export function bypassesProxy(
  noProxy: string,
  { host, port }: { readonly host: string; readonly port: number },
): boolean {
  return noProxy.toLowerCase().split(/[\s,]+/).some((entry) => {
    if (entry === "*") return true;
    const { name, onPort } = ENTRY.exec(entry)?.groups ?? { name: entry };
    if (onPort !== undefined && Number(onPort) !== port) return false;
    const bare = name!.replace(/^\*?\.+|^\[|\]$/g, "");
    return bare !== "" && (host === bare || host.endsWith(`.${bare}`));
  });
}

const ENTRY = /^(?<name>[^:]+|\[.+\]):(?<onPort>\d+)$/;
