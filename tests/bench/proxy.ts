import { pause } from "../../ops/within.ts";
import { startWaterwall } from "../world/cli/running_waterwall.ts";
import type { Target } from "./proxy/connection.ts";
import type { Found } from "./proxy/plan.ts";
import { load, startProvider } from "./proxy/processes.ts";
import { quantile } from "./quantile.ts";
import type { Row } from "./row.ts";

const HOST = "api.anthropic.com";

/**
 * What the proxy adds, against the same client talking to the same provider
 * directly. Provider, proxy and client are processes of their own, on the
 * loopback interface, over kept-alive TLS; every secret is new.
 */
export async function proxyRows(): Promise<readonly Row[]> {
  const provider = await startProvider();
  try {
    return [
      await disk(),
      ...await through(provider, async (targets) => [
        ...await small(targets),
        ...await many(targets),
        ...await large(targets),
        ...await streams(targets),
      ]),
      ...await through(provider, memory),
    ];
  } finally {
    await provider.stop();
  }
}

/** Measures with an instance of its own: the provider directly, and through the proxy. */
async function through(
  { ca, port }: Pick<Target, "ca" | "port">,
  measure: (targets: readonly Target[], pid: number) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const url = `https://127.0.0.1:${port}`;
  const { stop, pid, ...waterwall } = await startWaterwall({ url, ca });
  try {
    const { proxyPort } = waterwall;
    const proxied = { ca: await Deno.readTextFile(waterwall.ca), proxyPort };
    return await measure([
      { host: "localhost", ca, port },
      { host: HOST, port, ...proxied },
    ], pid);
  } finally {
    await stop();
  }
}

/** What the disk takes to make one line durable: a redacted request waits for two such syncs. */
async function disk(): Promise<Row> {
  const path = await Deno.makeTempFile();
  const file = await Deno.open(path, { write: true });
  const line = new Uint8Array(400);
  const took: number[] = [];
  for (let nth = 0; nth < 300; nth++) {
    const begun = performance.now();
    await file.write(line);
    await file.syncData();
    took.push(performance.now() - begun);
  }
  file.close();
  await Deno.remove(path);
  const value = quantile(took, 0.5);
  return {
    name: "the disk alone: write and fdatasync, p50",
    value,
    unit: "ms",
  };
}

/** Requests until its code is compiled: an instance runs for days. */
const WARM_UP = 3000;

async function small(targets: readonly Target[]): Promise<readonly Row[]> {
  const common = { targets, kind: "latency", size: 2000, secrets: 2 } as const;
  const early = { requests: 1000, warmUp: 300 };
  const begin = await load({ ...common, ...early });
  const warmUp = WARM_UP - early.warmUp - early.requests;
  const found = await load({ ...common, requests: 1000, warmUp });
  return [
    {
      name: "2 KB, 2 secrets: p50 added, just started",
      value: added(begin, 0.5),
      unit: "ms",
    },
    ...[0.5, 0.99].map((share): Row => ({
      name: `2 KB, 2 secrets: p${share * 100} added, record durable`,
      value: added(found, share),
      unit: "ms",
      ...share === 0.5 && { atMost: 1.5 },
    })),
    {
      name: "2 KB, direct: p50",
      value: quantile(found[0]!.totalMs, 0.5),
      unit: "ms",
    },
  ];
}

/** Milliseconds that requests through the proxy take longer than direct ones. */
function added([direct, proxied]: readonly Found[], share: number): number {
  return quantile(proxied!.totalMs, share) - quantile(direct!.totalMs, share);
}

async function many(targets: readonly Target[]): Promise<readonly Row[]> {
  const [direct, proxied] = await load({
    targets,
    kind: "throughput",
    size: 2000,
    secrets: 2,
    clients: 8,
    forMs: 4000,
  });
  const name = "2 KB, 2 secrets, 8 clients";
  const unit = "requests/s";
  return [
    { name, value: proxied!.perSecond, unit, atLeast: 1000 },
    { name: "2 KB, 8 clients, direct", value: direct!.perSecond, unit },
  ];
}

async function large(targets: readonly Target[]): Promise<readonly Row[]> {
  const found = await load({
    targets,
    kind: "latency",
    size: 1_100_000,
    secrets: 20,
    requests: 40,
    warmUp: 10,
  });
  return [
    {
      name: "1.1 MB, 20 secrets: p50 added",
      value: added(found, 0.5),
      unit: "ms",
      atMost: 15,
    },
    {
      name: "1.1 MB, direct: p50",
      value: quantile(found[0]!.totalMs, 0.5),
      unit: "ms",
    },
  ];
}

/** Each takes two seconds; the first is not counted. */
const STREAMS = 12;

async function streams(targets: readonly Target[]): Promise<readonly Row[]> {
  const [direct, proxied] = await load({
    targets,
    kind: "stream",
    requests: STREAMS,
  });
  const first = (found: Found) => quantile(found.firstByteMs.slice(1), 0.5);
  return [
    {
      name: "SSE: first byte later by",
      value: first(proxied!) - first(direct!),
      unit: "ms",
      atMost: 5,
    },
    {
      name: "SSE, 200 events over 2 s: p95 lag of an event",
      value: quantile(proxied!.lagMs, 0.95),
      unit: "ms",
      atMost: 3,
    },
    {
      name: "SSE, direct: p95 lag of an event",
      value: quantile(direct!.lagMs, 0.95),
      unit: "ms",
    },
  ];
}

async function memory(
  [, ...targets]: readonly Target[],
  pid: number,
): Promise<readonly Row[]> {
  const requests = 5000;
  const atRest = await restRows(pid);
  await load({ targets, kind: "mixed", requests, first: 0 });
  const half = await residentMb(pid);
  await load({ targets, kind: "mixed", requests, first: requests });
  const whole = await residentMb(pid);
  return [
    ...atRest,
    {
      name: "resident memory after 10,000 mixed requests",
      value: whole,
      unit: "MB",
      atMost: 250,
    },
    {
      name: "resident memory, growth from 5,000 to 10,000",
      value: (whole / half - 1) * 100,
      unit: "%",
      atMost: 10,
    },
  ];
}

const REST_MS = 4000;

/** What an instance takes that nobody asks anything, where the system tells it. */
async function restRows(pid: number): Promise<readonly Row[]> {
  if (Deno.build.os !== "linux") return [];
  await pause(REST_MS);
  const before = cpuMs(pid);
  await pause(REST_MS);
  const value = (cpuMs(pid) - before) / (REST_MS / 1000);
  return [{ name: "CPU at rest, per second", value, unit: "ms" }];
}

/** What all threads of a process have run for, as their scheduler counts it. */
function cpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return [...Deno.readDirSync(tasks)].reduce((sum, { name }) => {
    const [ran] = Deno.readTextFileSync(`${tasks}/${name}/schedstat`)
      .split(" ");
    return sum + Number(ran) / 1e6;
  }, 0);
}

/** Resident set size as ps(1) tells it. */
async function residentMb(pid: number): Promise<number> {
  const { stdout } = await new Deno.Command("ps", {
    args: ["-o", "rss=", "-p", `${pid}`],
  }).output();
  return Number(new TextDecoder().decode(stdout)) / 1024;
}
