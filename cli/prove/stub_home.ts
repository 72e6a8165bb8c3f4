/** A provider that stands in for others. */
export interface StandIn {
  /** `https://127.0.0.1:port` */
  readonly url: string;
  /** PEM of the root to trust for it. */
  readonly ca: string;
  /** The hosts that it stands in for, by the name of their provider. */
  readonly hosts: Readonly<Record<string, string>>;
}

/** Makes a folder into a home whose traffic goes to a stand-in, on ports that are free. */
export async function writeStubHome(
  dir: string,
  standIn: StandIn,
): Promise<void> {
  await Deno.mkdir(dir, { recursive: true, mode: 0o700 });
  await Deno.writeTextFile(`${dir}/${ROOT}`, standIn.ca, { mode: 0o600 });
  await Deno.writeTextFile(`${dir}/config.toml`, configFor(standIn), {
    mode: 0o600,
  });
}

const ROOT = "stub-ca.pem";

/** The configuration that sends hosts to a stand-in. */
export function configFor({ url, hosts }: StandIn): string {
  const tables = Object.entries(hosts).map(([name, provider]) =>
    [
      "[[host]]",
      `name = "${name}"`,
      `policy = "protect"`,
      `provider = "${provider}"`,
      `upstream = "${url}"`,
      `upstream_ca = "${ROOT}"`,
    ].join("\n")
  );
  const settings = [
    "proxy_port = 0",
    "admin_port = 0",
    'upstream_proxy = "none"',
  ];
  return [settings.join("\n"), ...tables].join("\n\n") + "\n";
}

/** The hosts that a rehearsal speaks to. */
export const STUB_HOSTS = {
  "api.anthropic.com": "anthropic",
  "api.openai.com": "openai",
} as const;
