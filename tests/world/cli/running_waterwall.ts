import {
  type StandIn,
  STUB_HOSTS,
  writeStubHome,
} from "../../../cli/prove/stub_home.ts";
import type { RunOptions } from "../support/run.ts";
import { spawnWaterwall, waterwall } from "./waterwall.ts";

/** A proxy in a process and a home of its own. */
export interface RunningWaterwall {
  readonly pid: number;
  readonly home: string;
  readonly proxyPort: number;
  readonly adminPort: number;
  /** Path of the root that its doors are signed by. */
  readonly ca: string;
  /** What it has printed until it was ready. */
  readonly greeting: string;
  /** Ends it as a supervisor would; its exit status. Its home stays. */
  end(): Promise<number>;
  /** Ends it, and removes its home. */
  stop(): Promise<number>;
}

/** Starts one whose providers are played by a stand-in, and waits until it is ready. */
export async function startWaterwall(
  { url, ca, hosts = STUB_HOSTS }:
    & Pick<StandIn, "url" | "ca">
    & Partial<StandIn>,
  around: Omit<RunOptions, "stdin"> = {},
): Promise<RunningWaterwall> {
  const home = await Deno.makeTempDir({ prefix: "waterwall-" });
  await writeStubHome(home, { url, ca, hosts });
  return await startIn(home, around);
}

/** Starts one in a home that is there already. */
export async function startIn(
  home: string,
  around: Omit<RunOptions, "stdin"> = {},
): Promise<RunningWaterwall> {
  const child = spawnWaterwall(["start", "--home", home], around);
  const errors = new Response(child.stderr).text();
  const [output, rest] = child.stdout.tee();
  const greeting = await readUntil(output, " env");
  const drained = new Response(rest).text();
  let ended: Promise<number> | undefined;
  const endNow = async () => {
    child.kill("SIGTERM");
    await child.stdin.close().catch(() => {});
    const { code } = await child.status;
    await Promise.all([drained, errors]);
    return code;
  };
  const end = () => ended ??= endNow();
  const stop = async () => {
    const code = await end();
    await Deno.remove(home, { recursive: true });
    return code;
  };
  if (greeting === undefined) {
    await stop().catch(() => {});
    throw new Error(`It did not start: ${await errors}`);
  }
  const status = await waterwall(["status", "--json", "--home", home]);
  const { proxy_port, admin_port, pid } = JSON.parse(status.stdout);
  return {
    pid,
    home,
    proxyPort: proxy_port,
    adminPort: admin_port,
    ca: `${home}/ca.pem`,
    greeting,
    end,
    stop,
  };
}

/** What came until a word did; `undefined` if it never does. */
async function readUntil(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  word: string,
): Promise<string | undefined> {
  let text = "";
  for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.includes(word)) return text;
  }
  return undefined;
}
