import type { LogEvent } from "../../../ops/log.ts";
import {
  type Service,
  type StartOptions,
  startService,
} from "../../../ops/service.ts";

/** Runs a test with a new folder, which is gone afterwards. */
export async function inFolder(
  test: (dir: string) => Promise<void>,
): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "waterwall-" });
  try {
    await test(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** A running instance and what it logged. */
export interface Running {
  readonly service: Service;
  readonly dir: string;
  readonly log: readonly LogEvent[];
  /** Resolves when something like this was logged. */
  readonly logged: (pattern: RegExp) => Promise<void>;
}

/** Runs a test with an instance on free ports, in a home of its own. */
export function withService(
  { config = "", ...options }: Partial<StartOptions> & {
    readonly config?: string;
  },
  test: (running: Running) => Promise<void>,
): Promise<void> {
  return inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/config.toml`, config);
    await onService(dir, options, test);
  });
}

/** The same in a folder that is there. */
export async function onService(
  dir: string,
  options: Partial<StartOptions>,
  test: (running: Running) => Promise<void>,
): Promise<void> {
  const log: LogEvent[] = [];
  const waiting = new Set<() => void>();
  const service = await startService({
    home: dir,
    proxyPort: 0,
    adminPort: 0,
    signals: false,
    env: () => undefined,
    log: (event) => {
      log.push(event);
      for (const look of waiting) look();
    },
    ...options,
  });
  const logged = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!log.some(({ text }) => pattern.test(text))) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  try {
    await test({ service, dir, log, logged });
  } finally {
    await service.stop("tested");
  }
}

/** What the admin server answers. */
export async function ask(
  service: Service,
  path: string,
  init: RequestInit = {},
): Promise<
  { readonly status: number; readonly body: Record<string, unknown> }
> {
  const url = `http://127.0.0.1:${service.adminPort}${path}`;
  const answer = await fetch(url, init);
  return { status: answer.status, body: await answer.json() };
}

/** The records of a home's log, as they stand there; without one that is just being written. */
export async function recordsIn(
  dir: string,
): Promise<readonly Record<string, unknown>[]> {
  const records: Record<string, unknown>[] = [];
  for await (const { name } of Deno.readDir(`${dir}/audit`)) {
    if (!name.startsWith("log-")) continue;
    const text = await Deno.readTextFile(`${dir}/audit/${name}`);
    const lines = text.split("\n").slice(0, -1);
    for (const line of lines) records.push(JSON.parse(line));
  }
  return records.sort((a, b) => Number(a.seq) - Number(b.seq));
}
