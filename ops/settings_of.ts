import {
  type Base,
  type CorporateProxy,
  type HostRule as ProxyRule,
  HOSTS,
  parseCorporateProxy,
  type ProxySettings,
} from "../proxy/mod.ts";
import type { Config } from "./config.ts";
import { DENIED_BECAUSE } from "./default_hosts.ts";

/** What the proxy's settings are made from. */
export interface SettingsSource {
  readonly config: Config;
  /** PEM of each host's `upstream_ca`, by the host's name. */
  readonly upstreamCas: Readonly<Record<string, string>>;
  readonly roots: readonly string[];
  readonly corporateProxy: CorporateProxy | null;
  readonly configFile: string;
}

const HEAD_MS = 20_000;
const KEYS_MS = 30_000;
const MAX_CONNECTIONS = 1_024;
/** UTF-16 code units that a MiB holds. */
const UNITS_PER_MIB = 2 ** 19;

/** What the proxy worker is told, in its own units. */
export function settingsOf(source: SettingsSource): ProxySettings {
  const { config } = source;
  return {
    rules: config.hosts.map((host): ProxyRule => ({
      ...host,
      upstreamCa: source.upstreamCas[host.name] ?? null,
      ...DENIED_BECAUSE[host.name] && { why: DENIED_BECAUSE[host.name]! },
    })),
    bases: BASES,
    roots: source.roots,
    corporateProxy: source.corporateProxy,
    configFile: source.configFile,
    armed: [],
    cutStreams: config.killswitch_cut_streams,
    tokenKey: config.token_key,
    maxBodyBytes: config.max_body_mib * 2 ** 20,
    maxConnections: MAX_CONNECTIONS,
    vault: {
      maxCount: config.vault_max_entries,
      maxSize: config.vault_max_mib * UNITS_PER_MIB,
      idleMs: config.vault_idle_minutes * 60_000,
    },
    timeouts: {
      headMs: HEAD_MS,
      connectMs: config.connect_timeout_seconds * 1000,
      answerMs: config.answer_timeout_seconds * 1000,
      idleMs: config.idle_timeout_seconds * 1000,
      keysMs: KEYS_MS,
    },
  };
}

const BASES: readonly Base[] = HOSTS.flatMap(({ name, prefix }) =>
  prefix ? [{ segment: prefix, host: name }] : []
);

/**
 * The proxy between here and the providers, if there is one.
 *
 * One that is Waterwall itself, because it was started in a shell that was set
 * up for its agents, counts as none.
 */
export function corporateProxyOf(
  { upstream_proxy, proxy_port }: Config,
  env: (name: string) => string | undefined,
): CorporateProxy | null {
  if (upstream_proxy === "none") return null;
  const either = (name: string) => env(name) || env(name.toLowerCase()) || "";
  const noProxy = either("NO_PROXY");
  const address = upstream_proxy === "environment"
    ? either("HTTPS_PROXY")
    : upstream_proxy;
  const proxy = address === "" ? null : parseCorporateProxy(address, noProxy);
  const isOurs = proxy?.host === "127.0.0.1" && proxy.port === proxy_port;
  return isOurs ? null : proxy;
}
