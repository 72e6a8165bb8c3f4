import { Instance } from "./instance.ts";
import type { WorkerModules } from "./isolates.ts";
import type { Home } from "./home.ts";
import type { Log } from "./log.ts";
import { openLog } from "./logs/open_log.ts";
import { openHome } from "./open_home.ts";
import { PolicyKeeper } from "./policy/policy_keeper.ts";
import { marksOf } from "./policy/watch_files.ts";
import { readSituation } from "./situation.ts";

/** How an instance is started. */
export interface StartOptions {
  /** The home folder; made if it is not there. */
  readonly home: string;
  /** Instead of the configuration's; 0 takes any free port. */
  readonly proxyPort?: number;
  readonly adminPort?: number;
  readonly log: Log;
  /** Name and version, for the record. */
  readonly tool?: string;
  /** Whether the process's signals are this instance's. @default {true} */
  readonly signals?: boolean;
  /** Whether files that change are read again without being told to. @default {true} */
  readonly watches?: boolean;
  /** An environment variable. @default the process's own */
  readonly env?: (name: string) => string | undefined;
  /** What the workers run. @default the product's own */
  readonly modules?: WorkerModules;
}

/** A running instance. */
export interface Service {
  readonly home: Home;
  readonly proxyPort: number;
  readonly adminPort: number;
  readonly protectedHosts: readonly string[];
  /** Why the CA was made just now, so that clients must read it; else `null`. */
  readonly caMade: string | null;
  /** Lets running answers finish, writes the last record, and ends. */
  stop(reason?: string): Promise<void>;
  /** Resolves with the reason when it has ended. */
  readonly finished: Promise<string>;
}

/**
 * Starts an instance: the composition root.
 *
 * Resolves when requests are protected. The first start makes everything that
 * is needed in the home folder.
 *
 * @throws {WaterwallError} When it cannot run; nothing is left running.
 */
export async function startService(options: StartOptions): Promise<Service> {
  const home = await openHome(options.home);
  const env = options.env ?? ((name) => Deno.env.get(name));
  const since = marksOf([home.config, home.policy]);
  const situation = await readSituation(home, env);
  const { config } = situation;
  const book = openLog(home, { config, show: options.log, now: Date.now });
  for (const text of situation.warnings) {
    book.write({ level: "warning", text });
  }
  const keeper = new PolicyKeeper(home, book.write);
  const policy = await keeper.read();
  const instance = new Instance(home, {
    situation,
    env,
    book,
    options: { ...options, log: book.write },
    keeper,
    policy,
    since,
  });
  try {
    await instance.start();
    return instance;
  } catch (error) {
    await instance.stop("could not start");
    throw error;
  }
}
