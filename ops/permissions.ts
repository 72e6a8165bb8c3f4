import type { Config } from "./config.ts";

/** What a worker may do, in the form in which `new Worker()` takes it. */
export type WorkerPermissions = {
  readonly net: readonly string[] | false;
  readonly read: readonly string[] | false;
  readonly write: readonly string[] | false;
  readonly env: false;
  readonly run: false;
  readonly sys: false;
  readonly ffi: false;
  readonly import: false;
};

const NOTHING: WorkerPermissions = {
  net: false,
  read: false,
  write: false,
  env: false,
  run: false,
  sys: false,
  ffi: false,
  import: false,
};

/** The keys worker: the home folder, and no network at all. */
export function keysPermissions(homeDir: string): WorkerPermissions {
  return { ...NOTHING, read: [homeDir], write: [homeDir] };
}

/**
 * The proxy worker: loopback and the hosts of the configuration on their
 * ports; no file, variable or process. A host that is sent elsewhere is not
 * reachable itself.
 *
 * @param proxies Origins of the proxies between here and the providers.
 */
export function proxyPermissions(
  { hosts }: Pick<Config, "hosts">,
  proxies: readonly string[],
): WorkerPermissions {
  const reached = hosts
    .filter(({ policy }) => policy !== "deny")
    .map(({ name, upstream }) => address(upstream ?? `https://${name}`));
  const net = ["127.0.0.1", ...reached, ...proxies.map(address)];
  return { ...NOTHING, net: [...new Set(net)] };
}

/** `host:port` of an origin, its port said also where it is the default. */
function address(origin: string): string {
  const { protocol, hostname, port } = new URL(origin);
  return `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
}
