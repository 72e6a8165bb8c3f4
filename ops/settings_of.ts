import {
  type AwsCredentials,
  type Base,
  type CorporateProxy,
  type HostRule as ProxyRule,
  HOSTS,
  parseCorporateProxy,
  type ProxySettings,
} from "../proxy/mod.ts";
import type { Config } from "./config.ts";
import { DENIED_BECAUSE } from "./default_hosts.ts";
import { OWN_PROXY } from "./env.ts";

/** What the proxy's settings are made from. */
export interface SettingsSource {
  readonly config: Config;
  /** PEM of each host's `upstream_ca`, by the host's name. */
  readonly upstreamCas: Readonly<Record<string, string>>;
  readonly roots: readonly string[];
  readonly corporateProxy: CorporateProxy | null;
  readonly configFile: string;
  /** Who signs for AWS, if anybody. */
  readonly aws?: AwsCredentials | null;
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
      websocket: host.websocket ?? config.websocket,
      upstreamCa: source.upstreamCas[host.name] ?? null,
      ...DENIED_BECAUSE[host.name] && { why: DENIED_BECAUSE[host.name]! },
    })),
    bases: BASES,
    roots: source.roots,
    corporateProxy: source.corporateProxy,
    configFile: source.configFile,
    aws: source.aws ?? null,
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
  config: Config,
  env: Env,
): CorporateProxy | null {
  const address = proxyAddress(config, env);
  if (address === "" || address === env(OWN_PROXY)) return null;
  const noProxy = env("NO_PROXY") || env("no_proxy") || "";
  const proxy = parseCorporateProxy(address, noProxy);
  const { host, port } = proxy ?? {};
  return host === "127.0.0.1" && port === config.proxy_port ? null : proxy;
}

/** What to tell a person whose proxy cannot be used; `null` if all is well. */
export function proxyWarning(config: Config, env: Env): string | null {
  const address = proxyAddress(config, env);
  if (address === "" || parseCorporateProxy(address, "") !== null) return null;
  return "HTTPS_PROXY is passed over as only an http:// proxy can be used: " +
    'set upstream_proxy to one, or to "none"';
}

type Env = (name: string) => string | undefined;

function proxyAddress({ upstream_proxy }: Config, env: Env): string {
  switch (upstream_proxy) {
    case "none":
      return "";
    case "environment":
      return env("HTTPS_PROXY") || env("https_proxy") || "";
    default:
      return upstream_proxy;
  }
}
