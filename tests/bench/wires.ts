import { startWaterwall } from "../world/cli/running_waterwall.ts";
import type { Target } from "./proxy/connection.ts";
import type { Found } from "./proxy/plan.ts";
import { load, startProvider } from "./proxy/processes.ts";
import { MEASURED } from "./proxy/streaming.ts";
import { quantile } from "./quantile.ts";
import type { Row } from "./row.ts";

const HOSTS = {
  "api.anthropic.com": "anthropic",
  "api.openai.com": "openai",
  "generativelanguage.googleapis.com": "gemini",
  "bedrock-runtime.us-east-1.amazonaws.com": "bedrock",
  "ollama.example": "generic",
} as const;
/** A hundred tokens a second. */
const BRISK = "?events=100&every=10";
/** Twenty a second, as models speak. */
const USUAL = "?events=60&every=50";

/** What the proxy adds on every wire that streams, to many streams at once, and to the largest bodies. */
export async function wireRows(): Promise<readonly Row[]> {
  const { ca, port, stop } = await startProvider();
  const url = `https://127.0.0.1:${port}`;
  const waterwall = await startWaterwall({ url, ca, hosts: HOSTS });
  const proxied = {
    port,
    ca: await Deno.readTextFile(waterwall.ca),
    proxyPort: waterwall.proxyPort,
  };
  /** The provider directly, and through the proxy. */
  const targets = (host: string, path: string): readonly Target[] => [
    { host: "localhost", ca, port, path },
    { host, path, ...proxied },
  ];
  try {
    const rows: Row[] = [];
    for (const { name, host, path } of MEASURED) {
      rows.push(...await stream(name, targets(host, path + BRISK)));
    }
    const claude = (query: string) =>
      targets("api.anthropic.com", `/v1/messages${query}`);
    rows.push(...await crowd(claude(USUAL)));
    rows.push(...await large(claude("")));
    return rows;
  } finally {
    await waterwall.stop();
    await stop();
  }
}

async function stream(
  name: string,
  targets: readonly Target[],
): Promise<readonly Row[]> {
  const [direct, proxied] = await load({
    targets,
    kind: "stream",
    requests: 6,
  });
  const first = ({ firstByteMs }: Found) => quantile(firstByteMs.slice(1), 0.5);
  return [
    {
      name: `${name}: first byte later by`,
      value: first(proxied!) - first(direct!),
      unit: "ms",
      atMost: 5,
    },
    {
      name: `${name}: p95 lag of an event, added`,
      value: quantile(proxied!.lagMs, 0.95) - quantile(direct!.lagMs, 0.95),
      unit: "ms",
      atMost: 3,
    },
  ];
}

async function crowd(targets: readonly Target[]): Promise<readonly Row[]> {
  const [direct, proxied] = await load({
    targets,
    kind: "crowd",
    clients: 100,
  });
  return [0.5, 0.95].flatMap((share): Row[] => [
    {
      name: `100 streams at once: p${share * 100} first byte later by`,
      value: quantile(proxied!.firstByteMs, share) -
        quantile(direct!.firstByteMs, share),
      unit: "ms",
    },
    {
      name: `100 streams at once: p${share * 100} lag of an event, added`,
      value: quantile(proxied!.lagMs, share) - quantile(direct!.lagMs, share),
      unit: "ms",
    },
  ]);
}

async function large(targets: readonly Target[]): Promise<readonly Row[]> {
  const [direct, proxied] = await load({
    targets,
    kind: "latency",
    size: 10_000_000,
    secrets: 20,
    requests: 8,
    warmUp: 3,
  });
  return [
    {
      name: "10 MB, 20 secrets: p50 added",
      value: quantile(proxied!.totalMs, 0.5) - quantile(direct!.totalMs, 0.5),
      unit: "ms",
    },
    {
      name: "10 MB, direct: p50",
      value: quantile(direct!.totalMs, 0.5),
      unit: "ms",
    },
  ];
}
