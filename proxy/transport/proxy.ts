import type net from "node:net";
import type { BlockReason, Switch } from "../../audit/mod.ts";
import type { Circumstances } from "../context.ts";
import type { Incoming, Outgoing } from "../exchange.ts";
import { failClosed } from "../fail_closed.ts";
import { FindingsBook, type Remembered } from "../policy/findings_book.ts";
import { PROVIDERS } from "../providers/registry.ts";
import type { Policy } from "../redact/policy.ts";
import type { Explained } from "../redact/redactor.ts";
import { Vault } from "../redact/vault.ts";
import type { AwsCredentials } from "../signing/sigv4.ts";
import type { Telemetry } from "../telemetry.ts";
import { answerTo } from "./answer_to.ts";
import { Doors } from "./doors.ts";
import type { TransportFact } from "./fact.ts";
import { type HostRule, placeOf } from "./host_rule.ts";
import type { KeysLink } from "./keys_link.ts";
import { dial, type Way } from "./open_socket.ts";
import { isMeantFor } from "./misdirected.ts";
import type { PortShare } from "./open_port.ts";
import { openPlainDoor, type PlainDoor, routeTo } from "./plain_door.ts";
import type { ProxySettings } from "./proxy_settings.ts";
import { MISDIRECTED } from "./refusals.ts";
import { Rehearsals } from "./rehearsals.ts";
import type { Knowledge, Legacy, Lesson } from "./legacy.ts";
import { Seldom } from "./seldom.ts";
import { sessionOf } from "./session_of.ts";
import { Talks } from "./talks.ts";
import { targetOf } from "./target.ts";
import { timeRequest } from "./time_request.ts";
import { acceptTunnels, type Tunnels } from "./tunnel.ts";
import { Upstreams } from "./upstreams.ts";
import { writeResponse } from "./write_response.ts";

/** What a proxy is made of. */
export interface ProxyParts {
  readonly settings: ProxySettings;
  readonly keys: KeysLink;
  /** The one in force; asked once per request. */
  readonly policy: () => Policy;
  readonly tokenizationKey: Uint8Array<ArrayBuffer>;
  /** What the proxy before this one knew. */
  readonly known?: Knowledge;
  /** This proxy's own mark, to recognise its requests when they come back. */
  readonly mark: string;
  readonly observe: (fact: TransportFact | Telemetry) => void;
}

/** Where a request is going. */
type At = {
  readonly rule: HostRule;
  readonly host: string;
  readonly prefix?: string;
};

const LEAF_RENEW_MS = 24 * 60 * 60 * 1000;
const MAX_DOORS = 256;
const SWEEP_MS = 60_000;
/** How often the same refusal of the same host is worth a record. */
const REFUSAL_MS = 60_000;

/** The whole proxy: everything between the client's socket and the provider's. */
export class Proxy {
  readonly #parts: ProxyParts;
  readonly #vault: Vault;
  readonly #upstreams: Upstreams;
  readonly #doors: Doors;
  readonly #plain: PlainDoor;
  #tunnels: Tunnels | null = null;
  readonly #seldom = new Seldom({ everyMs: REFUSAL_MS, most: 256 });
  readonly #sweep: ReturnType<typeof setInterval>;
  readonly #book: FindingsBook;
  /** Told of what is learnt, once there is a successor. */
  #teach = (_: Lesson) => {};
  readonly #rehearsals = new Rehearsals(() => performance.now());
  readonly #talks = new Talks();
  #armed: readonly Switch[];
  #aws: AwsCredentials | null;
  #retiring = false;

  constructor(parts: ProxyParts) {
    const { settings, observe } = parts;
    const { timeouts, vault } = settings;
    this.#parts = parts;
    this.#armed = settings.armed;
    this.#aws = settings.aws ?? null;
    this.#vault = new Vault({
      ...vault,
      key: parts.tokenizationKey,
      now: () => performance.now(),
      learnt: (learnt) => this.#teach({ learnt }),
    });
    for (const { secret, home } of parts.known?.secrets ?? []) {
      this.#vault.tokenise(secret, home);
    }
    this.#book = new FindingsBook(parts.known?.findings);
    this.#sweep = setInterval(() => {
      this.#vault.sweep();
      observe(this.vaultFact);
    }, SWEEP_MS);
    this.#upstreams = new Upstreams({
      ...wayOut(parts),
      roots: settings.roots,
      headerTimeoutMs: timeouts.answerMs,
      idleTimeoutMs: timeouts.idleMs,
    }, observe);
    this.#doors = new Doors({
      mint: (host) => parts.keys.leaf(host),
      answer: (request, at) => this.#answer(request, at),
      misdirected: (request, host) => this.#misdirected(request, host),
      upgrade: (request, at, client) => this.#upgrade(request, at, client),
      now: Date.now,
      renewMs: LEAF_RENEW_MS,
      maxDoors: MAX_DOORS,
    });
    this.#plain = openPlainDoor({
      ...settings,
      answer: (request, to) => this.#answer(request, to),
      upgrade: (request, client) => this.#plainUpgrade(request, client),
    });
  }

  /**
   * Serves on a port of 127.0.0.1; resolves with it, rejects if it is taken.
   */
  async listen(share: PortShare): Promise<number> {
    const { settings, mark, observe } = this.#parts;
    const { timeouts } = settings;
    const way = wayOut(this.#parts);
    this.#tunnels = await acceptTunnels(share, {
      ...settings,
      mark,
      observe,
      activeSwitches: () => this.#armed,
      doorFor: (rule, host) => this.#doors.doorFor(rule, host),
      plainDoor: this.#plain,
      dial: (rule, host) => dial(targetOf(rule, host), way),
      refused: (host, reason) => this.#refused(host, reason),
      headTimeoutMs: timeouts.headMs,
      idleTimeoutMs: timeouts.answerMs + timeouts.idleMs,
    });
    return this.#tunnels.port;
  }

  /** What the vault holds now. */
  get vaultFact(): TransportFact {
    const { count: secrets, size: units } = this.#vault;
    return { fact: "vault", secrets, units };
  }

  /** From now on these kill switches are armed: what cannot be seen is cut. */
  arm(armed: readonly Switch[]): void {
    this.#armed = armed;
    if (armed.length === 0) return;
    this.#talks.cutBlind();
    if (this.#parts.settings.cutStreams) this.#tunnels?.cutAll();
    else this.#tunnels?.cutBlind();
  }

  /** From now on these keys sign for AWS; `null` if none do. */
  signWith(aws: AwsCredentials | null): void {
    this.#aws = aws;
  }

  /**
   * Takes no more connections, ends those on which nothing is asked, and waits
   * for running answers, at most `limitMs`; then ends what is left.
   */
  async drain(limitMs: number): Promise<void> {
    this.#tunnels?.close();
    this.#tunnels?.cutBlind();
    this.#tunnels?.cutOpening();
    const limit = setTimeout(() => this.#tunnels?.cutAll(), limitMs);
    await Promise.all([
      this.#doors.close(),
      this.#plain.close(),
      this.#talks.close(),
    ]);
    await this.#tunnels?.delivered();
    await this.#parts.keys.settle();
    this.#tunnels?.cutAll();
    clearTimeout(limit);
    clearInterval(this.#sweep);
    this.#upstreams.close();
    this.#vault.clear();
  }

  /** Admits one request that is mirrored instead of sent. */
  rehearse(ticket: string): void {
    this.#rehearsals.admit(ticket);
  }

  /**
   * Makes room for a successor: takes no more connections, lets those that are
   * open go on, and asks clients to open another after their next answer.
   * What is open after `graceMs` ends with its running answer, if it has one;
   * what runs after `limitMs` is cut. Resolves when all is over.
   */
  async retire(
    { graceMs, limitMs }: {
      readonly graceMs: number;
      readonly limitMs: number;
    },
  ): Promise<void> {
    this.#tunnels?.close();
    this.#retiring = true;
    const limit = setTimeout(() => this.#tunnels?.cutAll(), limitMs);
    const grace = Promise.withResolvers<void>();
    const patience = setTimeout(grace.resolve, graceMs);
    await Promise.race([this.#tunnels?.emptied(), grace.promise]);
    clearTimeout(patience);
    await Promise.all([
      this.#doors.close(),
      this.#plain.close(),
      this.#talks.close(),
    ]);
    await this.#tunnels?.emptied();
    clearTimeout(limit);
    await this.drain(0);
  }

  /**
   * Ends those who have had an answer and ask for nothing more; who is
   * answered, or has not asked yet, goes on.
   */
  hasten(): void {
    this.#doors.hasten();
    this.#plain.hasten();
  }

  /**
   * What this proxy knows, for its successor; from now on that is told by
   * `teach` of what is learnt.
   */
  bequeath(teach: (lesson: Lesson) => void): Legacy {
    this.#teach = teach;
    const { tokenizationKey } = this.#parts;
    const { secrets } = this.#vault;
    return { tokenizationKey, secrets, findings: this.#book.all };
  }

  /** Learns what the proxy before this one has learnt. */
  learn(lesson: Lesson): void {
    if ("found" in lesson) return this.#explain(lesson.found);
    this.#vault.tokenise(lesson.learnt.secret, lesson.learnt.home);
  }

  /** Which rule found the secrets whose tag or SHA-256 begins so. */
  why(start: string): readonly Remembered[] {
    return this.#book.find(start, (tag) => this.#vault.lookup(tag));
  }

  async #answer(request: Request, at: At): Promise<Response> {
    const { rule, host } = at;
    const usual = this.#upstreams.forwardFor(rule, host);
    const forward = this.#rehearsals.forwardFor(request.headers, usual);
    const context = this.#context(request, at);
    const response = await failClosed(request, {
      ...context,
      forward: this.#timed(request, { context, forward }),
      ...forward === usual &&
        { prepare: this.#upstreams.prepareFor(rule, host) },
    });
    if (this.#retiring) response.headers.set("connection", "close");
    return answerTo(request, response);
  }

  async #upgrade(request: Request, at: At, client: net.Socket): Promise<void> {
    const { rule, host } = at;
    const place = { host, port: placeOf(rule.name).port };
    const isHere = at.prefix !== undefined || isMeantFor(request, place);
    if (!isHere) {
      return await writeResponse(
        client,
        await this.#misdirected(request, host),
      );
    }
    const context = this.#context(request, at);
    const forward = this.#upstreams.connectFor(rule, host);
    const connect = this.#timed(request, { context, forward });
    await this.#talks.open(request, {
      client,
      context: { ...context, connect },
    });
  }

  /** The same in base-URL mode. */
  async #plainUpgrade(request: Request, client: net.Socket): Promise<void> {
    const to = routeTo(request, this.#parts.settings);
    if (to instanceof Response) return await writeResponse(client, to);
    if (to.rule.websocket === "rewrite") {
      return await this.#upgrade(request, to, client);
    }
    await writeResponse(client, await this.#answer(request, to));
  }

  readonly #explain = (found: Explained): void => {
    this.#book.note(found);
    this.#teach({ found });
  };

  #timed<Answer extends Incoming>(
    { headers }: Request,
    { context: { id, session, host }, forward }: {
      readonly context: Pick<Circumstances, "id" | "session" | "host">;
      readonly forward: (outgoing: Outgoing) => Promise<Answer>;
    },
  ): (outgoing: Outgoing) => Promise<Answer> {
    const { observe } = this.#parts;
    const agent = headers.get("user-agent");
    const now = () => performance.now();
    const of = { request: id, session, host, agent };
    return timeRequest(of, { forward, now, observe });
  }

  #context(
    request: Request,
    { rule, host, prefix }: At,
  ): Circumstances {
    const { settings, policy, keys, tokenizationKey, observe } = this.#parts;
    const id = crypto.randomUUID();
    const session = sessionOf(request.headers, tokenizationKey);
    return {
      id,
      session,
      host,
      ...prefix === undefined ? {} : { prefix },
      provider: PROVIDERS[rule.provider!]!,
      vault: this.#vault,
      policy,
      activeSwitches: () => this.#armed,
      record: keys.record,
      note: keys.note,
      limits: settings,
      authority: this.#upstreams.authorityFor(rule, host),
      aws: () => this.#aws,
      wallClock: Date.now,
      observe,
      explain: this.#explain,
    };
  }

  async #misdirected(request: Request, host: string): Promise<Response> {
    const session = sessionOf(request.headers, this.#parts.tokenizationKey);
    await this.#block({ host, session, reason: "host" });
    const told = Response.json({ error: MISDIRECTED }, { status: 421 });
    return answerTo(request, told);
  }

  #refused(host: string, reason: BlockReason): void {
    if (!this.#seldom.admits(`${reason} ${host}`, performance.now())) return;
    void this.#block({ host, session: "tunnel", reason });
  }

  /** A refusal stands even when it cannot be recorded. */
  #block(of: {
    readonly host: string;
    readonly session: string;
    readonly reason: BlockReason;
  }): Promise<unknown> {
    const request = crypto.randomUUID();
    return this.#parts.keys.record({ type: "block", request, ...of })
      .catch(() => {});
  }
}

function wayOut({ settings, mark }: ProxyParts): Way {
  return {
    proxy: settings.corporateProxy,
    mark,
    connectTimeoutMs: settings.timeouts.connectMs,
  };
}
