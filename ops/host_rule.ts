import { nearest } from "./nearest.ts";

/** What happens to a connection to a host. */
export type HostPolicy = "protect" | "tunnel" | "deny";

/** What happens to a WebSocket to a protected host. */
export type WebSocketPolicy = "rewrite" | "refuse";

/** What the configuration says of a host, or of all hosts of a pattern. */
export interface HostRule {
  /**
   * Lower case; `*.example.com` stands for every name below it, `:port` at the
   * end for a port other than 443.
   */
  readonly name: string;
  readonly policy: HostPolicy;
  /** Name of a provider description; `null` unless protected. */
  readonly provider: string | null;
  /** Origin to send its requests to instead, e.g. `https://127.0.0.1:9443`. */
  readonly upstream: string | null;
  /** File with the roots that vouch for that origin, as written. */
  readonly upstreamCa: string | null;
  /** What is done with WebSockets to it; the setting of that name if not said. */
  readonly websocket?: WebSocketPolicy;
}

/** What is wrong with one key of a `[[host]]` table. */
export interface HostFault {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

const KEYS = [
  "name",
  "policy",
  "provider",
  "upstream",
  "upstream_ca",
  "websocket",
];
const POLICIES = ["protect", "tunnel", "deny"];
const WEBSOCKETS = ["rewrite", "refuse"];
const LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const NAME = new RegExp(
  `^(?:\\*\\.${LABEL}(?:\\.${LABEL})+|${LABEL}(?:\\.${LABEL})*)$`,
);
const PORT = /:([1-9][0-9]{0,4})$/;

/**
 * Reads one `[[host]]` table over what the defaults say of the same name.
 *
 * @param providers Names a `provider` key may hold.
 */
export function readHost(
  raw: Readonly<Record<string, unknown>>,
  { base, providers }: {
    readonly base: HostRule | undefined;
    readonly providers: readonly string[];
  },
): HostRule | HostFault {
  const fault = findFault(raw, providers);
  if (fault) return fault;
  const policy = (raw.policy ?? base?.policy ?? "protect") as HostPolicy;
  const provider = (raw.provider ?? base?.provider ?? "generic") as string;
  return {
    name: hostName(raw),
    policy,
    provider: policy === "protect" ? provider : null,
    upstream: origin(raw.upstream) ?? null,
    upstreamCa: (raw.upstream_ca as string | undefined) ?? null,
    ...raw.websocket !== undefined && {
      websocket: raw.websocket as WebSocketPolicy,
    },
  };
}

/** The name a `[[host]]` table is for, in the form in which names compare. */
export function hostName(raw: Readonly<Record<string, unknown>>): string {
  return String(raw.name).toLowerCase().replace(/\.?(:443)?$/, "");
}

function findFault(
  raw: Readonly<Record<string, unknown>>,
  providers: readonly string[],
): HostFault | undefined {
  const unknown = Object.keys(raw).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return unknownKey(unknown);
  if (typeof raw.name !== "string") {
    return wrong("name", raw.name, 'a host name, e.g. "api.example.com"');
  }
  if (!isHostName(hostName(raw))) {
    return wrong("name", raw.name, 'a host name, e.g. "api.example.com"');
  }
  if (raw.policy !== undefined && !POLICIES.includes(raw.policy as string)) {
    return wrong("policy", raw.policy, '"protect", "tunnel" or "deny"');
  }
  if (
    raw.provider !== undefined && !providers.includes(raw.provider as string)
  ) return unknownProvider(raw.provider, providers);
  if (raw.upstream !== undefined && origin(raw.upstream) === undefined) {
    return wrong(
      "upstream",
      raw.upstream,
      "an https:// origin without a path (http:// for 127.0.0.1 only)",
    );
  }
  if (raw.upstream_ca !== undefined && !isText(raw.upstream_ca)) {
    return wrong("upstream_ca", raw.upstream_ca, "the path of a PEM file");
  }
  if (
    raw.websocket !== undefined && !WEBSOCKETS.includes(raw.websocket as string)
  ) return wrong("websocket", raw.websocket, '"rewrite" or "refuse"');
  return undefined;
}

function unknownKey(key: string): HostFault {
  const meant = nearest(key, KEYS);
  return {
    key,
    message: `there is no key ${key} in [[host]]`,
    hint: meant ? `Write ${meant}` : `Use one of ${KEYS.join(", ")}`,
  };
}

function unknownProvider(
  value: unknown,
  providers: readonly string[],
): HostFault {
  const meant = typeof value === "string" && nearest(value, providers);
  return {
    key: "provider",
    message: `there is no provider ${JSON.stringify(value)}`,
    hint: meant
      ? `Write provider = "${meant}"`
      : `Use one of ${providers.join(", ")}`,
  };
}

function wrong(key: string, value: unknown, wants: string): HostFault {
  return value === undefined
    ? { key, message: `${key} is missing`, hint: `Set ${key} to ${wants}` }
    : {
      key,
      message: `${key} must be ${wants}: it is ${JSON.stringify(value)}`,
      hint: `Change ${key}`,
    };
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** Whether `name` can be a host here: a DNS name, `*.` before it, a port after. */
function isHostName(name: string): boolean {
  const port = PORT.exec(name)?.[1] ?? "443";
  const host = name.replace(PORT, "");
  return NAME.test(host) && host.length <= 253 && Number(port) <= 65_535 &&
    !/^[0-9]+$/.test(host.split(".").at(-1)!);
}

function origin(value: unknown): string | undefined {
  if (typeof value !== "string" || !URL.canParse(value)) return undefined;
  const { protocol, hostname, pathname, search, hash, username, origin } =
    new URL(value);
  const plain = pathname === "/" && search + hash + username === "";
  const safe = protocol === "https:" ||
    (protocol === "http:" &&
      /^(127\.[0-9.]+|localhost|\[::1\])$/.test(hostname));
  return plain && safe ? origin : undefined;
}
