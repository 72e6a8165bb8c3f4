import type { LedgerOrder } from "../audit/mod.ts";
import { adminOf } from "./admin_of.ts";
import { type AdminServer, openAdmin } from "./admin_server.ts";
import { EventFeed } from "./event_feed.ts";
import type { LogBook } from "./logs/log_book.ts";
import { openLog } from "./logs/open_log.ts";
import { forwardSignals } from "./forward_signals.ts";
import { mustStay } from "./fixed_settings.ts";
import type { Home } from "./home.ts";
import { Isolates, type WorkerModules } from "./isolates.ts";
import { switchText } from "./killswitch.ts";
import { keepAdminToken } from "./keep_admin_token.ts";
import { Knowledge } from "./knowledge.ts";
import type { Log } from "./log.ts";
import { openHome } from "./open_home.ts";
import { removeRunning, writeRunning } from "./running.ts";
import { PolicyKeeper, type Reloaded } from "./policy/policy_keeper.ts";
import { watchFiles } from "./policy/watch_files.ts";
import type { PolicySource } from "../proxy/mod.ts";
import { readConfig, readSituation, type Situation } from "./situation.ts";
import { snapshot } from "./snapshot.ts";
import { Switches } from "./switches.ts";
import { isThere, watchSentinel } from "./watch_sentinel.ts";
import { after } from "./within.ts";

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
  });
  try {
    await instance.start();
    return instance;
  } catch (error) {
    await instance.stop("could not start");
    throw error;
  }
}

const STOP_MS = 50;

class Instance implements Service {
  readonly home: Home;
  #situation: Situation;
  readonly #env: (name: string) => string | undefined;
  readonly #book: LogBook;
  readonly #options: StartOptions;
  readonly #keeper: PolicyKeeper;
  readonly #knowledge = new Knowledge(Date.now);
  readonly #isolates: Isolates;
  readonly #switches = new Switches({
    apply: (armed) => {
      this.#knowledge.note({ armed });
      this.#isolates.arm(armed);
      this.#options.log({ level: "warning", text: switchText(armed) });
    },
    record: (change) =>
      this.#isolates.record({ type: "killswitch", ...change }),
  });
  readonly #finished = Promise.withResolvers<string>();
  readonly #endings: (() => void)[] = [];
  #admin: AdminServer | null = null;
  #feed: EventFeed | null = null;
  #proxyPort = 0;
  #caMade: string | null = null;
  /** That others can find it. */
  #found: Promise<void> | null = null;
  #stopped: Promise<void> | null = null;

  constructor(home: Home, { situation, env, book, options, keeper, policy }: {
    readonly situation: Situation;
    readonly env: (name: string) => string | undefined;
    readonly book: LogBook;
    readonly options: StartOptions;
    readonly keeper: PolicyKeeper;
    readonly policy: PolicySource;
  }) {
    this.home = home;
    this.#situation = situation;
    this.#env = env;
    this.#book = book;
    this.#options = options;
    this.#keeper = keeper;
    this.#isolates = new Isolates({
      home,
      situation,
      policy,
      tool: options.tool ?? "waterwall",
      knowledge: this.#knowledge,
      log: options.log,
      ...options.modules && { modules: options.modules },
    });
  }

  get proxyPort(): number {
    return this.#proxyPort;
  }

  get adminPort(): number {
    return this.#admin!.port;
  }

  get protectedHosts(): readonly string[] {
    return this.#situation.protectedHosts;
  }

  get caMade(): string | null {
    return this.#caMade;
  }

  get finished(): Promise<string> {
    return this.#finished.promise;
  }

  async start(): Promise<void> {
    const { config } = this.#situation;
    const { proxyPort, adminPort } = this.#options;
    this.#caMade = await this.#isolates.open();
    if (config.killswitch) await this.#switches.set("config", true);
    const armed = await isThere(this.home.killswitch);
    if (armed) await this.#switches.set("sentinel", true);
    this.#admin = await this.#administer(adminPort ?? config.admin_port);
    const port = proxyPort ?? config.proxy_port;
    this.#proxyPort = await this.#isolates.listen(port);
    this.#noteServing();
    // Whoever finds it may signal it: so it heeds signals before it is found.
    this.#watch();
    this.#found = writeRunning(this.home, {
      pid: Deno.pid,
      proxyPort: this.#proxyPort,
      adminPort: this.adminPort,
      startedMs: this.#knowledge.vitals.startedMs,
    });
    await this.#found;
  }

  stop(reason = "asked"): Promise<void> {
    return this.#stopped ??= this.#stop(reason);
  }

  async #stop(reason: string): Promise<void> {
    for (const end of this.#endings) end();
    const { drain_timeout_seconds: drainSeconds } = this.#situation.config;
    await this.#isolates.close(reason, drainSeconds * 1000);
    this.#feed?.close();
    await this.#admin?.close();
    await this.#found?.catch(() => {});
    await removeRunning(this.home, Deno.pid);
    this.#finished.resolve(reason);
  }

  async #administer(port: number): Promise<AdminServer> {
    const token = await keepAdminToken(this.home);
    const knowledge = this.#knowledge;
    const switches = this.#switches;
    const feed = new EventFeed({
      snapshot: () => snapshot(knowledge.state, Date.now()),
      now: () => performance.now(),
      after,
    });
    knowledge.tell(() => feed.changed());
    this.#feed = feed;
    const obey = (order: LedgerOrder) => this.#isolates.obey(order);
    this.#keeper.tell((why) => {
      knowledge.note({ reloadError: why });
      knowledge.see([{ fact: "reload", why }]);
    });
    const reload = () => this.#reload();
    const known = () => this.#keeper.known;
    const shown = adminOf({
      knowledge,
      switches,
      feed,
      obey,
      reload,
      known,
      why: (start) => this.#isolates.why(start),
      rehearse: () => this.#isolates.rehearse(),
      now: Date.now,
      // Later, so that who asked for it is answered.
      stop: () => void after(STOP_MS, () => void this.stop("asked by HTTP")),
      log: this.#options.log,
      memory: () => ({ ...Deno.memoryUsage() }),
    });
    return openAdmin(port, { token, ...shown });
  }

  #noteServing(): void {
    this.#knowledge.note({
      serving: {
        tool: this.#options.tool ?? "waterwall",
        proxyPort: this.#proxyPort,
        adminPort: this.adminPort,
        hosts: this.protectedHosts.length,
      },
    });
  }

  async #reload(): Promise<Reloaded> {
    await this.#armAtOnce();
    return await this.#keeper.reload(this.#adopt);
  }

  /** A switch that stops traffic waits for nothing else to be read. */
  async #armAtOnce(): Promise<void> {
    try {
      const config = await readConfig(this.home, { again: true });
      mustStay(this.#situation.config, config, this.home.config);
      if (config.killswitch) await this.#switches.set("config", true);
    } catch { /* what is wrong with it is said below */ }
  }

  /** Puts what the files say in force; both were read and checked before. */
  readonly #adopt = async (source: PolicySource): Promise<Reloaded> => {
    const before = this.#situation;
    const situation = await readSituation(this.home, this.#env, {
      again: true,
    });
    const { config } = situation;
    mustStay(before.config, config, this.home.config);
    const caMade = await this.#isolates.follow(situation);
    const old = this.#knowledge.vitals.policy;
    const loaded = await this.#isolates.adopt(source);
    this.#situation = situation;
    this.#book.level = config.log_level;
    this.#noteServing();
    await this.#switches.set("config", config.killswitch);
    return {
      ...loaded,
      changed: loaded.policy !== old,
      reconfigured: JSON.stringify(config) !== JSON.stringify(before.config),
      hosts: situation.protectedHosts.length,
      caMade,
    };
  };

  /** Keys that are good for an hour only are replaced in their file. */
  #watchAws(): readonly (() => void)[] {
    const { files, read } = this.#situation.aws;
    if (files.length === 0) return [];
    const signWith = async () => this.#isolates.signWith(await read());
    return [watchFiles(() => files, signWith)];
  }

  #watchSettings(): () => void {
    return watchFiles(
      () => [...this.#keeper.files, ...this.#situation.files],
      () => this.#reload(),
    );
  }

  #watch(): void {
    const { signals = true, watches = true } = this.#options;
    this.#endings.push(watchSentinel(
      this.home.killswitch,
      (there) => this.#switches.set("sentinel", there),
    ));
    if (watches) this.#endings.push(this.#watchSettings(), ...this.#watchAws());
    if (!signals) return;
    this.#endings.push(forwardSignals({
      stop: (signal) => void this.stop(signal),
      reload: () => void this.#reload().catch(() => {}),
      toggle: () => void this.#switches.toggle("sigusr1").catch(() => {}),
    }));
  }
}
