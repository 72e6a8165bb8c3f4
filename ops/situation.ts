import {
  type AwsCredentials,
  placeOf,
  PROVIDERS,
  type ProxySettings,
} from "../proxy/mod.ts";
import { readAwsSigner } from "./aws_credentials.ts";
import { type Config, parseConfig } from "./config.ts";
import { DEFAULT_HOSTS } from "./default_hosts.ts";
import { ConfigError } from "./errors.ts";
import type { Home } from "./home.ts";
import { mustBeWritten } from "./must_be_written.ts";
import { readIfThere } from "./text_file.ts";
import { trustedRoots } from "./roots.ts";
import { corporateProxyOf, proxyWarning, settingsOf } from "./settings_of.ts";

/** All that is read before anything starts. */
export interface Situation {
  readonly config: Config;
  readonly settings: ProxySettings;
  /** Names that the CA may vouch for. */
  readonly protectedHosts: readonly string[];
  /** What was passed over, for the person. */
  readonly warnings: readonly string[];
  /** Where the keys come from that sign for AWS, to be read again. */
  readonly aws: {
    readonly files: readonly string[];
    readonly read: () => Promise<AwsCredentials | null>;
  };
  /** The files that it was read from. */
  readonly files: readonly string[];
}

/**
 * Reads the configuration and everything that it refers to.
 *
 * @param again Whether an instance runs by what was read before.
 * @throws {ConfigError} `unreadable` or `invalid`.
 */
export async function readSituation(
  home: Home,
  env: (name: string) => string | undefined,
  { again = false }: { readonly again?: boolean } = {},
): Promise<Situation> {
  const config = await readConfig(home, { again });
  const [upstreamCas, roots] = await Promise.all([
    readUpstreamCas(config, home),
    trustedRoots(rootFiles(home, env)),
  ]);
  const corporateProxy = corporateProxyOf(config, env);
  const awsSigner = () =>
    readAwsSigner(config.aws_credentials, { env, read: readIfThere });
  const { credentials: aws, files, warning } = await awsSigner();
  const source = { config, upstreamCas, roots, corporateProxy, aws };
  return {
    config,
    settings: settingsOf({ ...source, configFile: home.config }),
    aws: { files, read: async () => (await awsSigner()).credentials },
    warnings: [proxyWarning(config, env), warning]
      .filter((each) => each !== null),
    files: [
      home.config,
      ...config.hosts.flatMap(({ upstreamCa }) =>
        upstreamCa === null ? [] : [beside(home, upstreamCa)]
      ),
    ],
    protectedHosts: config.hosts
      .filter(({ policy }) => policy === "protect")
      .map(({ name }) => placeOf(name).host),
  };
}

/**
 * The configuration of a home.
 *
 * @param again Whether an instance runs by what was read before.
 */
export async function readConfig(
  home: Home,
  { again = false }: { readonly again?: boolean } = {},
): Promise<Config> {
  const text = await readIfThere(home.config).catch((cause) => {
    throw unreadable(home.config, cause);
  });
  if (text === null) throw unreadable(home.config, "it is not there");
  if (again) mustBeWritten(home.config, text);
  return parseConfig(text, {
    file: home.config,
    defaultHosts: DEFAULT_HOSTS,
    providers: Object.keys(PROVIDERS),
  });
}

async function readUpstreamCas(
  { hosts }: Config,
  home: Home,
): Promise<Readonly<Record<string, string>>> {
  const read = hosts.flatMap(({ name, upstreamCa }) =>
    upstreamCa === null ? [] : [
      pemOf(beside(home, upstreamCa))
        .then((pem) => [name, pem] as const),
    ]
  );
  return Object.fromEntries(await Promise.all(read));
}

async function pemOf(path: string): Promise<string> {
  const pem = await readIfThere(path).catch(() => null);
  if (pem?.includes("-----BEGIN CERTIFICATE-----")) return pem;
  const why = pem === null ? "it cannot be read" : "it holds no certificate";
  throw unreadable(path, why);
}

/** A path as written in the configuration, which is relative to its folder. */
function beside(home: Home, path: string): string {
  return /^([/\\]|[A-Za-z]:)/.test(path) ? path : `${home.dir}/${path}`;
}

/** Files with roots that a company told its runtimes of; never our own. */
function rootFiles(
  home: Home,
  env: (name: string) => string | undefined,
): readonly string[] {
  return ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].map(env)
    .filter((path) => path !== undefined && path !== "")
    .map((path) => path!)
    .filter((path) => path !== home.caBundle && path !== home.caCert);
}

function unreadable(path: string, cause: unknown): ConfigError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ConfigError("unreadable", `Cannot read ${path}: ${why}`, {
    hint: "Check that the file is there and yours to read",
    cause,
  });
}
