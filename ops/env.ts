import type { Home } from "./home.ts";

/** Shells that {@link environmentFor} can write for. */
export const SHELLS = ["sh", "fish", "powershell"] as const;
export type Shell = typeof SHELLS[number];

/** What the variables depend on. */
export interface EnvironmentOptions {
  readonly home: Pick<Home, "caCert" | "caBundle">;
  readonly proxyPort: number;
  /** The environment they are added to. */
  readonly env: (name: string) => string | undefined;
}

/** How a runtime treats the roots it is given. */
type Trust = "adds" | "replaces";

/**
 * Variables that point a runtime at a root certificate. One that *replaces*
 * the runtime's own roots gets a bundle that has those too.
 */
const ROOTS: Readonly<Record<string, Trust>> = {
  NODE_EXTRA_CA_CERTS: "adds",
  DENO_CERT: "adds",
  CODEX_CA_CERTIFICATE: "replaces",
  SSL_CERT_FILE: "replaces",
  REQUESTS_CA_BUNDLE: "replaces",
  CURL_CA_BUNDLE: "replaces",
  AWS_CA_BUNDLE: "replaces",
};

/** Variable that says which proxy is Waterwall itself. */
export const OWN_PROXY = "WATERWALL_PROXY";

const LOCAL = ["localhost", "127.0.0.1", "::1"];

/** Variables by which agents and SDKs find the proxy and trust its CA. */
export function environment(
  { home, proxyPort, env }: EnvironmentOptions,
): Readonly<Record<string, string>> {
  const proxy = `http://127.0.0.1:${proxyPort}`;
  const direct = localToo(env("NO_PROXY") ?? env("no_proxy") ?? "");
  const roots = Object.entries(ROOTS).map(([name, trust]) => [
    name,
    trust === "adds" ? addedTo(env(name), home) : home.caBundle,
  ]);
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    NODE_USE_ENV_PROXY: "1",
    // So that an instance started here does not take itself for the company's.
    [OWN_PROXY]: proxy,
    ...Object.fromEntries(roots),
  };
}

/** The same as lines for a shell to evaluate. */
export function environmentFor(
  shell: Shell,
  options: EnvironmentOptions,
): string {
  return Object.entries(environment(options))
    .map(([name, value]) => ASSIGN[shell](name, value) + "\n")
    .join("");
}

const ASSIGN: Readonly<Record<Shell, (name: string, value: string) => string>> =
  {
    sh: (name, value) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
    fish: (name, value) =>
      `set -gx ${name} '${value.replaceAll(/[\\']/g, "\\$&")}'`,
    powershell: (name, value) =>
      `$env:${name} = '${value.replaceAll("'", "''")}'`,
  };

/** Somebody's own extra roots stay trusted: the bundle holds them as well. */
function addedTo(
  held: string | undefined,
  { caCert, caBundle }: EnvironmentOptions["home"],
): string {
  return held && held !== caCert ? caBundle : caCert;
}

function localToo(list: string): string {
  const names = list.split(",").map((name) => name.trim()).filter(Boolean);
  return [...names, ...LOCAL.filter((name) => !names.includes(name))].join(",");
}
