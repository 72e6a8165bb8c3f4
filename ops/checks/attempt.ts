import type { Home } from "../home.ts";
import { keysPermissions, type WorkerPermissions } from "../permissions.ts";

/** Something that a worker tries. */
export interface Attempt {
  readonly kind:
    | "read"
    | "write"
    | "connect"
    | "listen"
    | "variable"
    | "run"
    | "system"
    | "library"
    | "module";
  /** A path, `host:port`, name or command. */
  readonly what: string;
  /** Whether the worker must be able to do it; else it must not. */
  readonly isMeant: boolean;
}

/** A worker of the product, and what must come of trying these. */
export interface Trial {
  readonly name: string;
  readonly permissions: WorkerPermissions;
  readonly attempts: readonly Attempt[];
}

/** What ARCHITECTURE.md says of both workers, as attempts. */
export function trialsOf(
  home: Home,
  proxyPermissions: WorkerPermissions,
): readonly Trial[] {
  const hosts = [proxyPermissions.net].flat()
    .filter((host) => typeof host === "string" && host.includes(":"))
    // A name that the wildcard stands for.
    .map((host) => (host as string).replace("*.", "any."));
  return [
    {
      name: "the keys worker",
      permissions: keysPermissions(home.dir),
      attempts: [
        ...NOBODY,
        meant("read", home.signingKey),
        meant("write", `${home.dir}/.probe-${crypto.randomUUID()}`),
        never("connect", "127.0.0.1:9"),
        never("listen", "127.0.0.1:0"),
        ...hosts.map((host) => never("connect", host)),
      ],
    },
    {
      name: "the proxy worker",
      permissions: proxyPermissions,
      attempts: [
        ...NOBODY,
        never("read", home.signingKey),
        never("read", home.caKey),
        never("write", `${home.dir}/.probe-${crypto.randomUUID()}`),
        meant("listen", "127.0.0.1:0"),
        ...hosts.map((host) => meant("connect", host)),
      ],
    },
  ];
}

const meant = (kind: Attempt["kind"], what: string): Attempt => ({
  kind,
  what,
  isMeant: true,
});

const never = (kind: Attempt["kind"], what: string): Attempt => ({
  kind,
  what,
  isMeant: false,
});

/** What neither worker may do. The addresses belong to nobody (RFC 5737). */
const NOBODY: readonly Attempt[] = [
  never("read", "/"),
  never("write", `/.waterwall-probe-${crypto.randomUUID()}`),
  never("variable", "HOME"),
  never("run", "true"),
  never("system", "its host's name"),
  never("library", "libc.so.6"),
  never("module", "file:///etc/passwd"),
  never("connect", "192.0.2.1:443"),
  never("listen", "0.0.0.0:0"),
];
