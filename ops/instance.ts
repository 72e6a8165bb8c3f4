import type { LedgerOrder } from "../audit/mod.ts";
import type { PolicySource } from "../proxy/mod.ts";
import { adminOf } from "./admin_of.ts";
import { type AdminServer, openAdmin } from "./admin_server.ts";
import { armedAtStart } from "./armed_at_start.ts";
import { EventFeed } from "./event_feed.ts";
import { forwardSignals } from "./forward_signals.ts";
import type { Home } from "./home.ts";
import { Isolates } from "./isolates.ts";
import { keepAdminToken } from "./keep_admin_token.ts";
import { switchText } from "./killswitch.ts";
import { Knowledge } from "./knowledge.ts";
import type { LogBook } from "./logs/log_book.ts";
import type { PolicyKeeper } from "./policy/policy_keeper.ts";
import { type Marks, watchFiles } from "./policy/watch_files.ts";
import { Reloads } from "./reloads.ts";
import { removeRunning, writeRunning } from "./running.ts";
import type { Service, StartOptions } from "./service.ts";
import type { Situation } from "./situation.ts";
import { snapshot } from "./snapshot.ts";
import { Switches } from "./switches.ts";
import { watchSentinel } from "./watch_sentinel.ts";
import { after } from "./within.ts";

/** What an instance runs by, all of it read before it starts. */
export interface InstanceParts {
  readonly situation: Situation;
  readonly env: (name: string) => string | undefined;
  readonly book: LogBook;
  readonly options: StartOptions;
  readonly keeper: PolicyKeeper;
  readonly policy: PolicySource;
  /** The files as they were when they were read. */
  readonly since: Marks;
}

/** How long the one who asked for a stop by HTTP has to hear the answer. */
const STOP_MS = 50;

/** A running instance: its workers, its admin server, and what it watches. */
export class Instance implements Service {
  readonly home: Home;
  readonly #options: StartOptions;
  readonly #keeper: PolicyKeeper;
  /** The files as they were when they were read. */
  readonly #since: Marks;
  readonly #knowledge = new Knowledge(Date.now);
  readonly #isolates: Isolates;
  readonly #reloads: Reloads;
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

  constructor(
    home: Home,
    { situation, env, book, options, keeper, policy, since }: InstanceParts,
  ) {
    this.home = home;
    this.#options = options;
    this.#keeper = keeper;
    this.#since = since;
    this.#isolates = new Isolates({
      home,
      situation,
      policy,
      tool: options.tool ?? "waterwall",
      knowledge: this.#knowledge,
      log: options.log,
      ...options.modules && { modules: options.modules },
    });
    this.#reloads = new Reloads(situation, {
      home,
      env,
      keeper,
      isolates: this.#isolates,
      switches: this.#switches,
      knowledge: this.#knowledge,
      adopted: ({ config }) => {
        book.level = config.log_level;
        this.#noteServing();
      },
    });
  }

  get proxyPort(): number {
    return this.#proxyPort;
  }

  get adminPort(): number {
    return this.#admin!.port;
  }

  get protectedHosts(): readonly string[] {
    return this.#reloads.situation.protectedHosts;
  }

  get caMade(): string | null {
    return this.#caMade;
  }

  get finished(): Promise<string> {
    return this.#finished.promise;
  }

  async start(): Promise<void> {
    const { config } = this.#reloads.situation;
    const { proxyPort, adminPort } = this.#options;
    this.#caMade = await this.#isolates.open();
    for (const source of armedAtStart(this.home, config)) {
      await this.#switches.set(source, true);
    }
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
    const { drain_timeout_seconds: drainSeconds } =
      this.#reloads.situation.config;
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
    const reload = () => this.#reloads.reload();
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

  /** Keys that are good for an hour only are replaced in their file. */
  #watchAws(): readonly (() => void)[] {
    const { files, read } = this.#reloads.situation.aws;
    if (files.length === 0) return [];
    const signWith = async () => this.#isolates.signWith(await read());
    return [watchFiles(() => files, signWith)];
  }

  #watchSettings(): readonly (() => void)[] {
    const since = this.#since;
    const { config } = this.home;
    const arm = () => this.#reloads.armAtOnce();
    return [
      // By itself, as a reload may take its time.
      watchFiles(() => [config], arm, { since, eager: true }),
      watchFiles(
        () => [...this.#keeper.files, ...this.#reloads.situation.files],
        () => this.#reloads.reload(),
        { since },
      ),
    ];
  }

  #watch(): void {
    const { signals = true, watches = true } = this.#options;
    this.#endings.push(watchSentinel(
      this.home.killswitch,
      (there) => this.#switches.set("sentinel", there),
    ));
    if (watches) {
      this.#endings.push(...this.#watchSettings(), ...this.#watchAws());
    }
    if (!signals) return;
    this.#endings.push(forwardSignals({
      stop: (signal) => void this.stop(signal),
      reload: () => void this.#reloads.reload().catch(() => {}),
      toggle: () => void this.#switches.toggle("sigusr1").catch(() => {}),
    }));
  }
}
